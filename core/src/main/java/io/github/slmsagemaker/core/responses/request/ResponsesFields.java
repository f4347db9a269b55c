package io.github.slmsagemaker.core.responses.request;

import static io.github.slmsagemaker.core.json.RequestField.Status.DROPPED;
import static io.github.slmsagemaker.core.json.RequestField.Status.NAMED;
import static io.github.slmsagemaker.core.json.RequestField.Status.REFUSED;
import static io.github.slmsagemaker.core.json.RequestField.Status.SUPPORTED;

import io.github.slmsagemaker.core.json.KnownFields;
import io.github.slmsagemaker.core.json.RequestField;
import io.github.slmsagemaker.core.json.RequestField.Status;
import io.github.slmsagemaker.core.openai.request.OtherFields;
import java.util.List;
import java.util.Map;

/**
 * Every top-level field of a Responses request: the one source for the reader and documentation.
 *
 * <p>The names are those of {@code ResponseCreateParams} in openai-java 4.101.0, {@code stream},
 * which that library sets by itself, and the penalties, which Open Responses has.
 */
public final class ResponsesFields {
  private static final List<RequestField> ALL =
      List.of(
          field("input", SUPPORTED, "a string, or 1 to 4096 items, text only"),
          field("model", SUPPORTED, "required; an id that GET /v1/models lists"),
          field("background", REFUSED, "nothing is kept to be fetched later; set stream to true"),
          field("context_management", NAMED, "shorten input where the context overflows"),
          field("conversation", REFUSED, "nothing is kept here; send the earlier items in input"),
          field("frequency_penalty", SUPPORTED, "-2 to 2"),
          field(
              "include",
              SUPPORTED,
              "dropped and named: an answer holds all that there is; no logprobs"),
          field("instructions", SUPPORTED, "the first system message"),
          field("max_output_tokens", SUPPORTED, "at least 1"),
          field("max_tool_calls", DROPPED, "it counts hosted tools only, of which there are none"),
          field("metadata", SUPPORTED, "strings; repeated in the reply, not kept"),
          field("moderation", REFUSED, "nothing is moderated here; moderate before or after"),
          field("parallel_tool_calls", SUPPORTED, "false for at most one call"),
          field("presence_penalty", SUPPORTED, "-2 to 2"),
          field(
              "previous_response_id",
              REFUSED,
              "nothing is kept here; send the earlier items in input, the reply's output too"),
          field("prompt", REFUSED, "no prompts are kept here; use instructions and input"),
          field("prompt_cache_key", DROPPED, "the engine caches by itself"),
          field("prompt_cache_options", DROPPED, "the engine caches by itself"),
          field("prompt_cache_retention", DROPPED, "the engine caches by itself"),
          field("reasoning", DROPPED, "the model has no reasoning mode"),
          field("safety_identifier", DROPPED, "users are told apart by key"),
          field("service_tier", DROPPED, "there is one tier"),
          field("store", DROPPED, "nothing is stored; the reply says false"),
          field("stream", SUPPORTED, "true or false"),
          field("stream_options", DROPPED, "events are not padded"),
          field("temperature", SUPPORTED, "0 to 2"),
          field("text", SUPPORTED, "format: text, json_object, json_schema"),
          field("tool_choice", SUPPORTED, "none, auto, required, one function, allowed_tools"),
          field(
              "tools",
              SUPPORTED,
              "at most 128, 256 KiB in all; kinds other than function are dropped and named"),
          field("top_logprobs", REFUSED, "use /v1/chat/completions, which reports them"),
          field("top_p", SUPPORTED, "above 0, at most 1"),
          field(
              "truncation",
              SUPPORTED,
              "disabled; auto is dropped and named: a prompt is never cut, but refused"),
          field("user", DROPPED, "users are told apart by key"));

  /** What chat completions call a field that this API has under another name. */
  static final KnownFields KNOWN =
      OtherFields.beside(
          ALL,
          "text.format",
          Map.of(
              "messages", "input",
              "max_tokens", "max_output_tokens",
              "max_completion_tokens", "max_output_tokens",
              "response_format", "text"));

  private ResponsesFields() {}

  /** The required ones, then the rest by name. */
  public static List<RequestField> all() {
    return ALL;
  }

  private static RequestField field(String name, Status status, String note) {
    return new RequestField(name, status, note);
  }
}
