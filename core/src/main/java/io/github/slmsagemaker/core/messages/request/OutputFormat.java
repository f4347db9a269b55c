package io.github.slmsagemaker.core.messages.request;

import io.github.slmsagemaker.core.chat.ResponseFormat;
import io.github.slmsagemaker.core.json.Field;
import io.github.slmsagemaker.core.json.Fields;
import io.github.slmsagemaker.core.json.IgnoredFields;
import io.github.slmsagemaker.core.schema.SchemaRules;
import java.util.Optional;
import java.util.Set;

/** Reads {@code output_config}, of which the format is obeyed. */
final class OutputFormat {
  private OutputFormat() {}

  static ResponseFormat read(Optional<Field> config, IgnoredFields ignored) {
    return config
        .flatMap(field -> field.object().only(Set.of("format"), ignored).optional("format"))
        .map(format -> schema(format.object()))
        .orElseGet(ResponseFormat.Text::new);
  }

  private static ResponseFormat schema(Fields format) {
    Field type = format.required("type");
    if (!type.string().equals("json_schema")) {
      throw type.unsupported("\"json_schema\"");
    }
    Field schema = format.required("schema");
    SchemaRules.requireSize(schema);
    return new ResponseFormat.JsonSchema("answer", new SchemaRules().check(schema));
  }
}
