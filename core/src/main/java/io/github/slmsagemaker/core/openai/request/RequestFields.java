package io.github.slmsagemaker.core.openai.request;

import static io.github.slmsagemaker.core.json.RequestField.Status.DROPPED;
import static io.github.slmsagemaker.core.json.RequestField.Status.REFUSED;
import static io.github.slmsagemaker.core.json.RequestField.Status.SUPPORTED;

import io.github.slmsagemaker.core.json.RequestField;
import io.github.slmsagemaker.core.json.RequestField.Status;
import java.util.List;

/**
 * Every top-level field of OpenAI's chat and completions requests, with {@link OtherFields} the one
 * source for readers and documentation.
 *
 * <p>The names are those of {@code ChatCompletionCreateParams} and {@code CompletionCreateParams}
 * in openai-java 4.101.0, and {@code stream}, which that library sets by itself.
 */
public final class RequestFields {
  private static final List<RequestField> CHAT =
      List.of(
          field("messages", SUPPORTED, "1 to 4096, text only"),
          field("model", SUPPORTED, "required; an id that GET /v1/models lists"),
          field("audio", REFUSED, "the model writes text only; leave it out"),
          field("frequency_penalty", SUPPORTED, "-2 to 2"),
          field("function_call", SUPPORTED, "none only; use tool_choice, its successor"),
          field("functions", REFUSED, "use tools, its successor"),
          field("logit_bias", SUPPORTED, "token ids to -100 to 100, at most 1024"),
          field("logprobs", SUPPORTED, "where the engine reports them"),
          field("max_completion_tokens", SUPPORTED, "at least 1; the same as max_tokens"),
          field("max_tokens", SUPPORTED, "at least 1"),
          field("metadata", DROPPED, "nothing is stored"),
          field("modalities", SUPPORTED, "[\"text\"] or nothing"),
          field("moderation", REFUSED, "nothing is moderated here; moderate before or after"),
          field("n", SUPPORTED, "1 only"),
          field("parallel_tool_calls", SUPPORTED, "false for one call at most"),
          field("prediction", DROPPED, "only speed would change"),
          field("presence_penalty", SUPPORTED, "-2 to 2"),
          field("prompt_cache_key", DROPPED, "the engine caches by itself"),
          field("prompt_cache_options", DROPPED, "the engine caches by itself"),
          field("prompt_cache_retention", DROPPED, "the engine caches by itself"),
          field("reasoning_effort", DROPPED, "the model has no reasoning mode"),
          field("response_format", SUPPORTED, "text, json_object, json_schema"),
          field("safety_identifier", DROPPED, "users are told apart by key"),
          field("seed", SUPPORTED, "a 64-bit integer"),
          field("service_tier", DROPPED, "there is one tier"),
          field("stop", SUPPORTED, "at most 4 strings of 1 to 256 characters"),
          field("store", DROPPED, "nothing is stored"),
          field("stream", SUPPORTED, "true or false"),
          field("stream_options", SUPPORTED, "include_usage, which needs stream"),
          field("temperature", SUPPORTED, "0 to 2"),
          field("tool_choice", SUPPORTED, "none, auto, required or one function"),
          field("tools", SUPPORTED, "at most 128 functions, 256 KiB in all"),
          field("top_logprobs", SUPPORTED, "0 to 20; above 0 only with logprobs"),
          field("top_p", SUPPORTED, "above 0, at most 1"),
          field("user", DROPPED, "users are told apart by key"),
          field("verbosity", DROPPED, "ask for short or long answers in a message"),
          field("web_search_options", REFUSED, "nothing is searched; offer a tool that searches"));

  private static final List<RequestField> COMPLETIONS =
      List.of(
          field("model", SUPPORTED, "required; an id that GET /v1/models lists"),
          field("prompt", SUPPORTED, "text or token ids, or up to 16 of such"),
          field("best_of", SUPPORTED, "1 only"),
          field("echo", SUPPORTED, "true or false; not with logprobs or token ids"),
          field("frequency_penalty", SUPPORTED, "-2 to 2"),
          field("logit_bias", SUPPORTED, "token ids to -100 to 100, at most 1024"),
          field("logprobs", SUPPORTED, "false, or 0 to 5 where the engine reports them"),
          field("max_tokens", SUPPORTED, "at least 1, with echo 0; 16 where it is absent"),
          field("n", SUPPORTED, "1 only"),
          field("presence_penalty", SUPPORTED, "-2 to 2"),
          field("seed", SUPPORTED, "a 64-bit integer"),
          field("stop", SUPPORTED, "at most 4 strings of 1 to 256 characters"),
          field("stream", SUPPORTED, "true or false"),
          field("stream_options", SUPPORTED, "include_usage, which needs stream"),
          field("suffix", REFUSED, "text is only continued, not inserted; leave it out"),
          field("temperature", SUPPORTED, "0 to 2"),
          field("top_p", SUPPORTED, "above 0, at most 1"),
          field("user", DROPPED, "users are told apart by key"));

  private RequestFields() {}

  /** Fields of {@code POST /v1/chat/completions}: the required ones, then the rest by name. */
  public static List<RequestField> chat() {
    return CHAT;
  }

  /** Fields of {@code POST /v1/completions}: the required ones, then the rest by name. */
  public static List<RequestField> completions() {
    return COMPLETIONS;
  }

  static RequestField field(String name, Status status, String note) {
    return new RequestField(name, status, note);
  }
}
