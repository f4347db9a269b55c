package io.github.slmsagemaker.infra;

import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.deployment.engine.Engines;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Context of every kind of stack: all lanes by engine by auth, and some that differ otherwise. */
public final class Variants {
  /** Every way in. */
  public static final List<String> AUTHS = List.of("api-key", "iam", "cognito", "jwt");

  /** A user pool that somebody has. */
  public static final String POOL =
      "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGhI";

  private Variants() {}

  public static Map<String, Map<String, String>> all() {
    Map<String, Map<String, String>> variants = new LinkedHashMap<>();
    for (Lane lane : Lane.values()) {
      for (String engine : Engines.OURS.choices()) {
        if (Engines.OURS.chosen(lane, engine).isPresent()) {
          for (String auth : AUTHS) {
            variants.put(String.join("-", lane.word(), engine, auth), context(lane, engine, auth));
          }
        }
      }
    }
    variants.put("named-pool", auth("cognito", Map.of("userPool", POOL, "scopes", "a/b,c/d")));
    variants.put("named-pool-without-scopes", auth("cognito", Map.of("userPool", POOL)));
    variants.put("budgeted-tokens", auth("jwt", Map.of("tokensPerDay", "20000")));
    variants.put("three-billion", threeBillion());
    variants.put(
        "tgi-on-cpu",
        Map.of("engine", "tgi", "imageUri", Synthesised.IMAGE, "alarmEmail", "ops@example.com"));
    variants.put(
        "budgeted",
        Map.of(
            "imageUri", Synthesised.IMAGE, "tokensPerDay", "20000", "keys", "alice:500/day,bob"));
    variants.put("gpu-money", Map.of("lane", "gpu", "dollarsPerMonth", "100", "keys", "alice,bob"));
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

  /** A serverless stack with this way in, and more settings. */
  public static Map<String, String> auth(String auth, Map<String, String> more) {
    Map<String, String> context = context(Lane.SERVERLESS, "llama-cpp", auth);
    context.putAll(more);
    return context;
  }

  private static Map<String, String> context(Lane lane, String engine, String auth) {
    Map<String, String> context =
        new HashMap<>(Map.of("lane", lane.word(), "engine", engine, "auth", auth));
    if (lane == Lane.SERVERLESS) {
      context.put("imageUri", Synthesised.IMAGE);
    }
    if (auth.equals("jwt")) {
      context.put("jwtIssuer", "https://issuer.example/tenant");
      context.put("jwtAudience", "slm");
    }
    return context;
  }

  /** What an account whose quota is 3072 MB can run. */
  public static Map<String, String> threeBillion() {
    return Map.of(
        "model", "hermes-3-llama-3.2-3b", "memoryMb", "3072", "imageUri", Synthesised.IMAGE);
  }
}
