package io.github.slmsagemaker.core.format;

import io.github.slmsagemaker.core.chat.ResponseFormat;
import java.util.Optional;

/**
 * How a model is asked for an answer in JSON.
 *
 * @param any for any JSON object
 * @param schemaBefore before a JSON Schema
 * @param schemaAfter after it
 */
record JsonWords(String any, String schemaBefore, String schemaAfter) {

  /**
   * Those of Hermes' JSON mode (the README of NousResearch/Hermes-Function-Calling), which IBM's
   * prompt guide for Granite 4.0 gives too (ibm.com/granite/docs/use-cases/prompt-engineering).
   */
  static final JsonWords HERMES =
      new JsonWords(
          "You are a helpful assistant that answers in JSON.",
          "You are a helpful assistant that answers in JSON. Here's the json schema you must adhere"
              + " to:\n<schema>\n",
          "\n</schema>");

  /** For models whose makers give none: the project's own. */
  static final JsonWords PLAIN =
      new JsonWords(
          "Answer with one JSON object and nothing else: no text around it, no code fence.",
          """
          Answer with one JSON object and nothing else: no text around it, no code fence.
          It has to be valid for this JSON Schema:
          """,
          "");

  /** What is said for an answer of this form; nothing for any text. */
  Optional<String> asking(ResponseFormat answer, Turns turns) {
    return switch (answer) {
      case ResponseFormat.Text _ -> Optional.empty();
      case ResponseFormat.JsonObject _ -> Optional.of(any);
      case ResponseFormat.JsonSchema json ->
          Optional.of(schemaBefore + turns.client(PythonJson.of(json.schema())) + schemaAfter);
    };
  }
}
