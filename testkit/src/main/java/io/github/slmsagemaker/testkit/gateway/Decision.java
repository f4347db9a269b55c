package io.github.slmsagemaker.testkit.gateway;

import io.github.slmsagemaker.testkit.lambda.Invocation;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an authorizer said.
 *
 * <p>Source: "Output from an API Gateway Lambda authorizer".
 *
 * @param principal who calls
 * @param statements of its policy
 * @param context what it adds: texts, numbers and truth values alone
 * @param key that a usage plan is to look for
 */
record Decision(
    String principal,
    List<JsonNode> statements,
    Map<String, String> context,
    Optional<String> key) {

  /**
   * Reads an answer.
   *
   * @throws Rejected if it is none
   */
  static Decision read(Invocation.Answer answer) throws Rejected {
    try {
      JsonNode json = JsonMapper.shared().readTree(answer.body().readAllBytes());
      JsonNode statements = json.path("policyDocument").path("Statement");
      if (!json.path("principalId").isString() || !statements.isArray()) {
        throw new Rejected(ResponseType.AUTHORIZER_CONFIGURATION_ERROR);
      }
      Map<String, String> context = new LinkedHashMap<>();
      for (var field : json.path("context").properties()) {
        if (field.getValue().isContainer()) {
          throw new Rejected(ResponseType.AUTHORIZER_CONFIGURATION_ERROR);
        }
        context.put(field.getKey(), field.getValue().asString());
      }
      return new Decision(
          json.path("principalId").asString(),
          statements.valueStream().toList(),
          context,
          Optional.of(json.path("usageIdentifierKey"))
              .filter(JsonNode::isString)
              .map(JsonNode::asString));
    } catch (IOException | JacksonException unreadable) {
      throw new Rejected(ResponseType.AUTHORIZER_CONFIGURATION_ERROR);
    }
  }

  /** Whether its policy lets that method be called: a denial goes before what allows. */
  boolean allows(String arn) {
    return matching(arn).noneMatch("Deny"::equals) && matching(arn).anyMatch("Allow"::equals);
  }

  private Stream<String> matching(String arn) {
    return statements.stream()
        .filter(statement -> about(statement.path("Action"), "execute-api:Invoke"))
        .filter(statement -> about(statement.path("Resource"), arn))
        .map(statement -> statement.path("Effect").asString(""));
  }

  private static boolean about(JsonNode patterns, String name) {
    return (patterns.isArray() ? patterns.valueStream() : Stream.of(patterns))
        .anyMatch(pattern -> Pattern.matches(expression(pattern.asString("")), name));
  }

  private static String expression(String pattern) {
    StringBuilder expression = new StringBuilder();
    pattern
        .chars()
        .forEach(
            c ->
                expression.append(
                    c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c))));
    return expression.toString();
  }
}
