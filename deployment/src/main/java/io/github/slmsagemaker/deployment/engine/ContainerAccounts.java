package io.github.slmsagemaker.deployment.engine;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Who holds AWS's deep learning containers, by region.
 *
 * <p>Source: aws/deep-learning-containers@e0ecede, docs/reference/region_availability.md, read on
 * 2026-11-29, less China; the older ones agree with aws/sagemaker-python-sdk@a248126,
 * image_uri_config/huggingface-llm.json and huggingface-vllm.json.
 */
final class ContainerAccounts {
  private static final String USUAL = "763104351884";

  private ContainerAccounts() {}

  /** Regions of which every container's own table says that it is there. */
  static Map<String, String> everywhere() {
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
        .forEach(region -> byRegion.put(region, USUAL));
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

  /** The same and the regions that came later, which TGI's table does not know. */
  static Map<String, String> laterToo() {
    Map<String, String> byRegion = everywhere();
    byRegion.put("ap-east-2", "975050140332");
    byRegion.put("ap-south-2", "772153158452");
    byRegion.put("ap-southeast-4", "457447274322");
    byRegion.put("ap-southeast-5", "550225433462");
    byRegion.put("ap-southeast-6", "633930458069");
    byRegion.put("ap-southeast-7", "590183813437");
    return byRegion;
  }
}
