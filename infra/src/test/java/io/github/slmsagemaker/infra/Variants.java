package io.github.slmsagemaker.infra;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Context of every kind of stack: all lanes by both auths, and the documented small one. */
public final class Variants {
  private Variants() {}

  public static Map<String, Map<String, String>> all() {
    Map<String, Map<String, String>> variants = new LinkedHashMap<>();
    for (String lane : List.of("serverless", "gpu", "always-on")) {
      for (String auth : List.of("api-key", "iam")) {
        Map<String, String> context = new HashMap<>(Map.of("lane", lane, "auth", auth));
        if (lane.equals("serverless")) {
          context.put("imageUri", Synthesised.IMAGE);
        }
        variants.put(lane + "-" + auth, context);
      }
    }
    variants.put("three-billion", threeBillion());
    variants.put(
        "tgi-on-cpu",
        Map.of("engine", "tgi", "imageUri", Synthesised.IMAGE, "alarmEmail", "ops@example.com"));
    variants.put(
        "budgeted",
        Map.of(
            "imageUri", Synthesised.IMAGE, "tokensPerDay", "20000", "keys", "alice:500/day,bob"));
    variants.put(
        "on-an-endpoint", Map.of("endpoint", "jumpstart-Hermes-3", "engine", "tgi", "lane", "gpu"));
    variants.put("stopped-by-budget", Map.of("imageUri", Synthesised.IMAGE, "monthlyBudget", "50"));
    variants.put("gpu-stopped-by-budget", Map.of("lane", "gpu", "budgetAction", "stop"));
    variants.put("built", Map.of());
    variants.put("built-by-docker", Map.of("imageBuild", "docker"));
    variants.put(
        "built-for-tgi",
        Map.of(
            "engine", "tgi",
            "tgiImage", "123456789012.dkr.ecr.eu-west-1.amazonaws.com/tgi:3.3.7-llamacpp"));
    return variants;
  }

  /** What an account whose quota is 3072 MB can run. */
  public static Map<String, String> threeBillion() {
    return Map.of(
        "model", "hermes-3-llama-3.2-3b", "memoryMb", "3072", "imageUri", Synthesised.IMAGE);
  }
}
