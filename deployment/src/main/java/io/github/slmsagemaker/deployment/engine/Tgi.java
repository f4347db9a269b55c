package io.github.slmsagemaker.deployment.engine;

import io.github.slmsagemaker.core.engine.Capabilities;
import io.github.slmsagemaker.core.engine.Capability;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Text Generation Inference on a card, in Hugging Face's deep learning container.
 *
 * <p>Source of tag and accounts, read on 2026-11-22: aws/sagemaker-python-sdk@a248126,
 * image_uri_config/huggingface-llm.json. A digest was not to be read anywhere; {@code imageUri}
 * pins one.
 */
final class Tgi {
  static final Capabilities CAPABILITIES =
      Capabilities.of(
          Capability.OUTPUT_SCHEMA,
          Capability.LOGPROBS,
          Capability.TOP_K,
          Capability.REPEAT_PENALTY);

  /** {@code TGI_WIGGLE_ROOM}, 0.90 by default (text_generation_server/models/globals.py). */
  private static final double LEFT_FREE = 0.10;

  private static final String USUAL_ACCOUNT = "763104351884";

  static final Host HOST =
      new Host.Card(
          LEFT_FREE,
          new PublishedImage(
              "TGI container",
              "huggingface-pytorch-tgi-inference",
              "2.7.0-tgi3.3.6-gpu-py311-cu124-ubuntu22.04",
              accounts()),
          Tgi::environment);

  private Tgi() {}

  /** Names of the container's sagemaker-entrypoint.sh, and of the launcher. */
  private static Map<String, String> environment(
      String repository, Optional<String> revision, int contextTokens, int maxConcurrency) {
    // Sorted, so that every process writes the same template.
    Map<String, String> names = new TreeMap<>();
    names.put("HF_MODEL_ID", repository);
    revision.ifPresent(commit -> names.put("HF_MODEL_REVISION", commit));
    names.put("SM_NUM_GPUS", "1");
    names.put("MAX_TOTAL_TOKENS", Integer.toString(contextTokens));
    names.put("MAX_INPUT_TOKENS", Integer.toString(contextTokens - 1));
    names.put("MAX_CONCURRENT_REQUESTS", Integer.toString(maxConcurrency));
    names.put("USAGE_STATS", "off");
    return names;
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
    return byRegion;
  }
}
