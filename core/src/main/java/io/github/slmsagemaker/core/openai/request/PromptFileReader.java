package io.github.slmsagemaker.core.openai.request;

import io.github.slmsagemaker.core.chat.Beginning;
import io.github.slmsagemaker.core.failure.Failure.BadRequest;
import io.github.slmsagemaker.core.json.Field;
import io.github.slmsagemaker.core.json.Fields;
import io.github.slmsagemaker.core.json.Refusal;
import io.github.slmsagemaker.core.json.StrictJson;
import java.util.List;
import java.util.Optional;

/**
 * Reads what conversations begin with: {@code messages} with one system message, and {@code tools},
 * both as a chat request has them.
 *
 * <p>Nothing is dropped: what a request would carry beside them has no place here, and a field that
 * is misspelt would be missed only when no conversation begins so.
 */
public final class PromptFileReader {
  private PromptFileReader() {}

  /**
   * Reads a file's bytes.
   *
   * @throws BadRequest for anything else; it names the field
   */
  public static Beginning read(byte[] file) {
    Fields root = new Fields("", StrictJson.parseObject(file));
    requireOnly(root, List.of("messages", "tools"));
    String system = system(root.required("messages"));
    Optional<Field> tools = root.optional("tools");
    tools.map(ToolList::offered).orElseGet(List::of).forEach(PromptFileReader::requireTool);
    return new Beginning(system, ToolsReader.tools(tools).all());
  }

  private static String system(Field messages) {
    Fields message = messages.array(1, 1).getFirst().object();
    requireOnly(message, List.of("role", "content"));
    Field role = message.required("role");
    return switch (role.string()) {
      case "system", "developer" -> ContentReader.written(message.required("content"));
      default -> throw role.wrongValue("system: the file has what conversations begin with");
    };
  }

  private static void requireTool(Field tool) {
    Fields fields = tool.object();
    requireOnly(fields, List.of("type", "function"));
    requireOnly(
        fields.required("function").object(),
        List.of("name", "description", "parameters", "strict"));
  }

  private static void requireOnly(Fields object, List<String> names) {
    for (Field field : object.present()) {
      if (names.stream().map(object::pathOf).noneMatch(field.path()::equals)) {
        throw Refusal.field(
            field.path(),
            Refusal.UNSUPPORTED_PARAMETER,
            "is unknown here, expected " + String.join(", ", names));
      }
    }
  }
}
