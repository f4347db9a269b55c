package io.github.slmsagemaker.cli.cdk;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The clone's {@code cdk.json}, in which settings may stand too. */
public final class CdkJson {
  private CdkJson() {}

  /** Its context, numbers as they are written; empty where there is no such file. */
  public static Map<String, String> context(Path home) {
    Path file = home.resolve("cdk.json");
    if (!Files.isRegularFile(file)) {
      return Map.of();
    }
    Map<String, String> values = new LinkedHashMap<>();
    JsonNode context = JsonMapper.shared().readTree(file).path("context");
    context
        .propertyStream()
        .filter(entry -> entry.getValue().isValueNode() && !entry.getValue().isNull())
        .forEach(entry -> values.put(entry.getKey(), entry.getValue().asString()));
    return values;
  }
}
