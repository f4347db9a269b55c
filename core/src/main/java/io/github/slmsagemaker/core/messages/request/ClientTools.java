package io.github.slmsagemaker.core.messages.request;

import io.github.slmsagemaker.core.json.Field;
import io.github.slmsagemaker.core.json.Fields;
import io.github.slmsagemaker.core.json.IgnoredFields;
import io.github.slmsagemaker.core.openai.request.ToolList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code tools}. Those of another kind than the client's own are run by Anthropic's servers,
 * or come without a schema, since its models know them: they are dropped and named.
 */
final class ClientTools {
  private ClientTools() {}

  static ToolList read(Optional<Field> tools, IgnoredFields ignored) {
    ToolList read = new ToolList();
    for (Field tool : tools.map(ToolList::offered).orElseGet(List::of)) {
      Fields fields = tool.object();
      String type = fields.optional("type").map(Field::string).orElse("custom");
      if (type.equals("custom")) {
        fields.required("input_schema");
        Field name = fields.required("name");
        read.add(name, ToolNames.read(name), fields, "input_schema");
      } else {
        ignored.add(tool.path() + '.' + type);
      }
    }
    return read;
  }
}
