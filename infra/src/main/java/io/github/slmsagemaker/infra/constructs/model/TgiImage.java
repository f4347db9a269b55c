package io.github.slmsagemaker.infra.constructs.model;

import io.github.slmsagemaker.infra.constructs.image.ContainerImage;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnMapping;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.constructs.Construct;

/**
 * Hugging Face's TGI deep learning container for GPUs, as AWS publishes it in each region.
 *
 * <p>Source of tag and accounts, read on 2026-11-22: aws/sagemaker-python-sdk@a248126,
 * image_uri_config/huggingface-llm.json. A digest was not to be read anywhere; {@code imageUri}
 * pins one.
 */
final class TgiImage {
  static final String REPOSITORY = "huggingface-pytorch-tgi-inference";
  static final String TAG = "2.7.0-tgi3.3.6-gpu-py311-cu124-ubuntu22.04";

  private static final String USUAL_ACCOUNT = "763104351884";
  private static final String ACCOUNT = "account";

  /** Account that holds the repository, by region. */
  static final Map<String, String> ACCOUNTS = accounts();

  private TgiImage() {}

  /**
   * The image in the stack's region; where that is open until deployment, the template looks it up.
   *
   * @throws IllegalArgumentException if the region is known and the image is not published there
   */
  static ContainerImage in(Construct scope) {
    Stack stack = Stack.of(scope);
    String region = stack.getRegion();
    String account = Token.isUnresolved(region) ? lookup(scope) : account(region);
    String host = "%s.dkr.ecr.%s.%s".formatted(account, region, stack.getUrlSuffix());
    return new ContainerImage(
        "%s/%s:%s".formatted(host, REPOSITORY, TAG), account, region, REPOSITORY);
  }

  private static String account(String region) {
    String account = ACCOUNTS.get(region);
    if (account == null) {
      throw new IllegalArgumentException(
          "AWS publishes no TGI container in region %s; take one of %s, or give imageUri"
              .formatted(region, String.join(", ", ACCOUNTS.keySet())));
    }
    return account;
  }

  private static String lookup(Construct scope) {
    return CfnMapping.Builder.create(scope, "TgiAccounts")
        .mapping(
            ACCOUNTS.entrySet().stream()
                .collect(
                    Collectors.toMap(
                        Map.Entry::getKey, entry -> Map.of(ACCOUNT, entry.getValue()))))
        .build()
        .findInMap(Aws.REGION, ACCOUNT);
  }

  private static Map<String, String> accounts() {
    Map<String, String> byRegion = new TreeMap<>();
    Stream.of(
            "us-east-1",
            "us-east-2",
            "us-west-1",
            "us-west-2",
            "ca-central-1",
            "sa-east-1",
            "eu-central-1",
            "eu-north-1",
            "eu-west-1",
            "eu-west-2",
            "eu-west-3",
            "ap-northeast-1",
            "ap-northeast-2",
            "ap-south-1",
            "ap-southeast-1",
            "ap-southeast-2")
        .forEach(region -> byRegion.put(region, USUAL_ACCOUNT));
    byRegion.put("af-south-1", "626614931356");
    byRegion.put("ap-east-1", "871362719292");
    byRegion.put("ap-northeast-3", "364406365360");
    byRegion.put("ap-southeast-3", "907027046896");
    byRegion.put("ca-west-1", "204538143572");
    byRegion.put("eu-central-2", "380420809688");
    byRegion.put("eu-south-1", "692866216735");
    byRegion.put("eu-south-2", "503227376785");
    byRegion.put("il-central-1", "780543022126");
    byRegion.put("me-central-1", "914824155844");
    byRegion.put("me-south-1", "217643126080");
    byRegion.put("mx-central-1", "637423239942");
    return Collections.unmodifiableMap(byRegion);
  }
}
