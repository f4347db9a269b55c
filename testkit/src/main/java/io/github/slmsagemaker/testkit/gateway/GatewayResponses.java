package io.github.slmsagemaker.testkit.gateway;

import io.github.slmsagemaker.testkit.template.Fields;
import io.github.slmsagemaker.testkit.template.Resource;
import io.github.slmsagemaker.testkit.template.UnsupportedTemplate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What API Gateway says by itself: as a template says, or in its own words.
 *
 * <p>Source: "Gateway responses for REST APIs", with the rule that a type of which nothing is said
 * has the words, and where it names one the status, of {@code DEFAULT_4XX} or {@code DEFAULT_5XX}.
 */
final class GatewayResponses {
  private static final String HEADER = "gatewayresponse.header.";
  private static final String JSON = "application/json";

  private final Map<ResponseType, Said> said = new EnumMap<>(ResponseType.class);

  static GatewayResponses read(List<Resource> resources) {
    GatewayResponses all = new GatewayResponses();
    for (Resource resource : resources) {
      try (Fields fields = resource.fields().ofNoConsequence("RestApiId")) {
        all.said.put(ResponseType.valueOf(fields.text("ResponseType")), Said.read(fields));
      }
    }
    return all;
  }

  /** The answer to a request, whose variables are given. */
  Rendered render(ResponseType type, Map<String, String> values) {
    Said own = Optional.ofNullable(said.get(type)).orElse(Said.NOTHING);
    Said words = own.template().isPresent() ? own : said.getOrDefault(type.fallback(), own);
    int status = own.status().orElse(words.status().orElse(type.status()));
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", JSON);
    words.headers().forEach((name, value) -> headers.put(name, value(value, values)));
    String body =
        words
            .template()
            .map(template -> template.with(values))
            .orElse("{\"message\":\"%s\"}".formatted(type.message()));
    return new Rendered(status, headers, body);
  }

  private static String value(String mapping, Map<String, String> values) {
    return mapping.startsWith("'")
        ? mapping.substring(1, mapping.length() - 1)
        : values.getOrDefault(mapping, "");
  }

  /**
   * One answer.
   *
   * @param status its status
   * @param headers by name
   * @param body its body
   */
  record Rendered(int status, Map<String, String> headers, String body) {}

  /**
   * What a template says of one type.
   *
   * @param headers by name: quoted text, or the name of a variable
   */
  private record Said(
      OptionalInt status, Map<String, String> headers, Optional<Substitution> template) {
    static final Said NOTHING = new Said(OptionalInt.empty(), Map.of(), Optional.empty());

    static Said read(Fields fields) {
      Map<String, String> headers = new LinkedHashMap<>();
      fields
          .map("ResponseParameters")
          .forEach((name, value) -> headers.put(header(name), mapping(name, value)));
      Map<String, String> templates = fields.map("ResponseTemplates");
      if (!List.of(JSON).containsAll(templates.keySet())) {
        throw new UnsupportedTemplate("ResponseTemplates", "understood is " + JSON + " alone");
      }
      OptionalInt status =
          fields.maybe("StatusCode").stream().mapToInt(Integer::parseInt).findFirst();
      return new Said(
          status,
          headers,
          Optional.ofNullable(templates.get(JSON))
              .map(text -> Substitution.of("ResponseTemplates", text)));
    }

    private static String header(String name) {
      if (!name.startsWith(HEADER)) {
        throw new UnsupportedTemplate("ResponseParameters", name + " is no header");
      }
      return name.substring(HEADER.length());
    }

    private static String mapping(String name, String value) {
      boolean text = value.length() > 1 && value.startsWith("'") && value.endsWith("'");
      if (!text) {
        Substitution.of(name, "$" + value);
      }
      return value;
    }
  }
}
