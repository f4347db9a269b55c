package io.github.slmsagemaker.core.responses.request;

import io.github.slmsagemaker.core.chat.ResponseFormat;
import io.github.slmsagemaker.core.json.Field;
import io.github.slmsagemaker.core.json.Fields;
import io.github.slmsagemaker.core.openai.request.Names;
import io.github.slmsagemaker.core.schema.SchemaRules;
import java.util.Optional;

/** Reads {@code text.format}; {@code text.verbosity} changes nothing. */
final class TextFormat {
  private TextFormat() {}

  static ResponseFormat read(Optional<Field> text) {
    return text.map(Field::object)
        .flatMap(fields -> fields.optional("format"))
        .map(format -> read(format.object()))
        .orElseGet(ResponseFormat.Text::new);
  }

  private static ResponseFormat read(Fields format) {
    Field type = format.required("type");
    return switch (type.string()) {
      case "text" -> new ResponseFormat.Text();
      case "json_object" -> new ResponseFormat.JsonObject();
      case "json_schema" -> {
        String name = Names.identifier(format.required("name"));
        Field schema = format.required("schema");
        SchemaRules.requireSize(schema);
        yield new ResponseFormat.JsonSchema(name, new SchemaRules().check(schema));
      }
      default -> throw type.unsupported("text, json_object or json_schema");
    };
  }
}
