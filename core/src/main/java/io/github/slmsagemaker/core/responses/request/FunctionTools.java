package io.github.slmsagemaker.core.responses.request;

import io.github.slmsagemaker.core.json.Field;
import io.github.slmsagemaker.core.json.Fields;
import io.github.slmsagemaker.core.json.IgnoredFields;
import io.github.slmsagemaker.core.openai.request.Names;
import io.github.slmsagemaker.core.openai.request.ToolList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code tools}. Agents always send the kinds that OpenAI's own servers run, or that only its
 * models were trained on: those are dropped and named.
 */
final class FunctionTools {
  private FunctionTools() {}

  static ToolList read(Optional<Field> tools, IgnoredFields ignored) {
    ToolList read = new ToolList();
    for (Field tool : tools.map(ToolList::offered).orElseGet(List::of)) {
      Fields fields = tool.object();
      String type = fields.required("type").string();
      if (type.equals("function")) {
        Field name = fields.required("name");
        read.add(name, Names.identifier(name), fields, "parameters");
      } else {
        ignored.add(tool.path() + '.' + type);
      }
    }
    return read;
  }
}
