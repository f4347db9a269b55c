package io.github.slmsagemaker.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The published description of the API, {@code docs/openapi.yaml}. */
record OpenApi(JsonNode document) {
  private static final Path FILE = Path.of("..", "docs", "openapi.yaml");

  static OpenApi read() {
    return new OpenApi(new YAMLMapper().readTree(FILE));
  }

  /** Each path as it stands there, and below {@code /v1} unless it has a server of its own. */
  Set<String> operations() {
    Set<String> operations = new TreeSet<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path -> {
              String prefix = path.getValue().has("servers") ? "" : "/v1";
              path.getValue().propertyNames().stream()
                  .filter(name -> !name.equals("servers"))
                  .forEach(method -> operations.add(method + " " + prefix + path.getKey()));
            });
    return operations;
  }

  /** A schema's properties, and patterns of such without what marks the beginning. */
  Map<String, JsonNode> properties(String schema) {
    JsonNode described = document.path("components").path("schemas").path(schema);
    Map<String, JsonNode> properties = new TreeMap<>();
    for (String keyword : List.of("properties", "patternProperties")) {
      described
          .path(keyword)
          .properties()
          .forEach(each -> properties.put(each.getKey().replace("^", ""), each.getValue()));
    }
    return properties;
  }

  /** Passes if a value is what the named schema says. */
  void requireValid(String schema, JsonNode value) {
    List<Error> problems = schema(schema).validate(value);
    assertThat(problems).as("%s: %s", schema, value).isEmpty();
  }

  boolean admits(String schema, JsonNode value) {
    return schema(schema).validate(value).isEmpty();
  }

  private Schema schema(String name) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("$ref", "#/components/schemas/" + name);
    root.set("components", document.path("components"));
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(root);
  }
}
