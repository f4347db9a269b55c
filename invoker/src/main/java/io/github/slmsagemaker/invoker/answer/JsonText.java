package io.github.slmsagemaker.invoker.answer;

import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.core.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A text that has to be JSON.
 *
 * @param schema what it has to validate against; without one it has to be an object
 */
record JsonText(Optional<SchemaCheck> schema) {

  /**
   * What is wrong with it; empty where nothing is.
   *
   * @throws Failure.UnusableOutput where finding out takes too long
   */
  List<String> problems(String text) {
    JsonNode value;
    try {
      value = StrictJson.parse(text.getBytes(StandardCharsets.UTF_8));
    } catch (Failure.BadRequest unreadable) {
      return List.of("$: " + unreadable.explanation().replaceFirst("^the body", "the text"));
    }
    if (schema.isPresent()) {
      return schema.get().problems(value);
    }
    return value.isObject() ? List.of() : List.of("$: is not an object");
  }
}
