package io.github.slmsagemaker.testkit.gateway;

import io.github.slmsagemaker.testkit.template.UnsupportedTemplate;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text in which variables are replaced and nothing else: no directive, no method, no reference to
 * a body. An empty text stands for what a request does not have.
 *
 * <p>Source: "Gateway responses for REST APIs", by which such a template "supports only simple
 * variable substitution", and "Variables for data transformations".
 */
final class Substitution {
  private static final Pattern VARIABLE =
      Pattern.compile(
          "\\$\\{(?<held>(context|stageVariables)\\.[A-Za-z0-9_.]+)}"
              + "|\\$(?<bare>(context|stageVariables)(\\.[A-Za-z][A-Za-z0-9_]*)+)");

  /** Those that a gateway of ours gives a value; another would have one on AWS. */
  private static final Set<String> CONTEXT =
      Set.of(
          "accountId",
          "apiId",
          "error.message",
          "error.messageString",
          "error.responseType",
          "extendedRequestId",
          "httpMethod",
          "identity.apiKeyId",
          "identity.sourceIp",
          "identity.userAgent",
          "integration.latency",
          "integration.status",
          "path",
          "protocol",
          "requestId",
          "requestTime",
          "requestTimeEpoch",
          "resourceId",
          "resourcePath",
          "responseLatency",
          "responseLength",
          "stage",
          "status",
          "xrayTraceId");

  private final String text;

  private Substitution(String text) {
    this.text = text;
  }

  /**
   * Reads a text.
   *
   * @throws UnsupportedTemplate if something in it is no variable that is known
   */
  static Substitution of(String place, String text) {
    Matcher variable = VARIABLE.matcher(text);
    while (variable.find()) {
      require(place, name(variable));
    }
    String rest = VARIABLE.matcher(text).replaceAll("");
    if (rest.contains("$")
        || Pattern.compile("#(if|set|foreach|else|end)\\b").matcher(rest).find()) {
      throw new UnsupportedTemplate(place, "only variables can be put into " + text);
    }
    return new Substitution(text);
  }

  /** With the values of a request, by names such as {@code context.requestId}. */
  String with(Map<String, String> values) {
    return VARIABLE
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(name(found), "")));
  }

  private static void require(String place, String name) {
    String[] parts = name.split("\\.", 2);
    if (parts[0].equals("context")
        && !CONTEXT.contains(parts[1])
        && !parts[1].startsWith("authorizer.")) {
      throw new UnsupportedTemplate(place, "no value is known for $" + name);
    }
  }

  private static String name(MatchResult found) {
    return found.group("held") == null ? found.group("bare") : found.group("held");
  }
}
