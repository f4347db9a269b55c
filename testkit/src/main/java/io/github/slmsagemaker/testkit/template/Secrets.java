package io.github.slmsagemaker.testkit.template;

import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Secrets as Secrets Manager would generate them, and the references that CloudFormation puts their
 * values in the place of.
 *
 * <p>Source: "GenerateSecretString" and "Get a secret in a CloudFormation stack" in AWS's
 * documentation of CloudFormation and of Secrets Manager.
 */
final class Secrets {
  private static final Pattern REFERENCE =
      Pattern.compile("\\{\\{resolve:secretsmanager:(arn:[^}]*:secret:(\\w+)):SecretString:::}}");
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
  private static final int USUAL_LENGTH = 32;

  private final JsonNode resources;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, String> values = new ConcurrentHashMap<>();

  Secrets(JsonNode resources) {
    this.resources = resources;
  }

  static String arn(String region, String account, String id) {
    return "arn:aws:secretsmanager:%s:%s:secret:%s".formatted(region, account, id);
  }

  String resolved(String text) {
    String all =
        REFERENCE
            .matcher(text)
            .replaceAll(
                found ->
                    Matcher.quoteReplacement(
                        values.computeIfAbsent(found.group(2), this::generated)));
    if (all.contains("{{resolve:") && all.contains("}}")) {
      throw new UnsupportedTemplate(all, "this dynamic reference is not supported");
    }
    return all;
  }

  private String generated(String id) {
    JsonNode properties = resources.path(id).path("Properties");
    try (Fields secret = new Fields(id, properties, new References(resources))) {
      secret.ofNoConsequence("Description");
      Fields how =
          secret
              .within("GenerateSecretString")
              .orElseThrow(() -> new UnsupportedTemplate(id, "its value is not generated"));
      int length = how.maybe("PasswordLength").map(Integer::parseInt).orElse(USUAL_LENGTH);
      boolean plain = how.maybe("ExcludePunctuation").map(Boolean::parseBoolean).orElse(false);
      String alphabet = plain ? LETTERS : LETTERS + PUNCTUATION;
      StringBuilder value = new StringBuilder();
      random.ints(length, 0, alphabet.length()).forEach(at -> value.append(alphabet.charAt(at)));
      return value.toString();
    }
  }
}
