package io.github.slmsagemaker.core.openai.request;

import static io.github.slmsagemaker.core.openai.request.RequestField.Status.DROPPED;
import static io.github.slmsagemaker.core.openai.request.RequestField.Status.REFUSED;
import static io.github.slmsagemaker.core.openai.request.RequestField.Status.SUPPORTED;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.github.slmsagemaker.core.json.Field;
import io.github.slmsagemaker.core.json.Fields;
import io.github.slmsagemaker.core.json.Refusal;
import io.github.slmsagemaker.core.failure.Failure.BadRequest;
import io.github.slmsagemaker.core.openai.request.RequestField.Status;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Every top-level field of OpenAI's chat and completions requests: the one source for readers and
 * documentation.
 *
 * <p>The names are those of {@code ChatCompletionCreateParams} and {@code CompletionCreateParams}
 * in openai-java 4.101.0, and {@code stream}, which that library sets by itself. A name that is not
 * here is answered with 400.
 */
public final class RequestFields {
  private static final List<RequestField> CHAT =
      List.of(
          field("messages", SUPPORTED, "1 to 256, text only"),
          field("model", SUPPORTED, "required; an id that GET /v1/models lists"),
          field("audio", REFUSED, "the model writes text only; leave it out"),
          field("frequency_penalty", SUPPORTED, "-2 to 2"),
          field("function_call", REFUSED, "use tool_choice, its successor"),
          field("functions", REFUSED, "use tools, its successor"),
          field("logit_bias", SUPPORTED, "token ids to -100 to 100, at most 1024"),
          field("logprobs", SUPPORTED, "where the engine reports them"),
          field("max_completion_tokens", SUPPORTED, "at least 1; the same as max_tokens"),
          field("max_tokens", SUPPORTED, "at least 1"),
          field("metadata", DROPPED, "nothing is stored"),
          field("modalities", SUPPORTED, "[\"text\"] only"),
          field("moderation", REFUSED, "nothing is moderated here; moderate before or after"),
          field("n", SUPPORTED, "1 only"),
          field("parallel_tool_calls", DROPPED, "the model decides how many tools it calls"),
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
          field("stop", SUPPORTED, "1 to 4 strings of 1 to 256 characters"),
          field("store", DROPPED, "nothing is stored"),
          field("stream", SUPPORTED, "true or false"),
          field("stream_options", SUPPORTED, "include_usage; only with stream"),
          field("temperature", SUPPORTED, "0 to 2"),
          field("tool_choice", SUPPORTED, "none, auto, required or one function"),
          field("tools", SUPPORTED, "at most 128 functions, 64 KiB in all"),
          field("top_logprobs", SUPPORTED, "0 to 20; only with logprobs"),
          field("top_p", SUPPORTED, "above 0, at most 1"),
          field("user", DROPPED, "users are told apart by key"),
          field("verbosity", DROPPED, "ask for short or long answers in a message"),
          field("web_search_options", REFUSED, "nothing is searched; offer a tool that searches"));

  private static final List<RequestField> COMPLETIONS =
      List.of(
          field("model", SUPPORTED, "required; an id that GET /v1/models lists"),
          field("prompt", SUPPORTED, "one string, alone or in an array"),
          field("best_of", SUPPORTED, "1 only"),
          field("echo", SUPPORTED, "true or false"),
          field("frequency_penalty", SUPPORTED, "-2 to 2"),
          field("logit_bias", SUPPORTED, "token ids to -100 to 100, at most 1024"),
          field("logprobs", SUPPORTED, "0 to 5, where the engine reports them"),
          field("max_tokens", SUPPORTED, "at least 1; 16 where it is absent"),
          field("n", SUPPORTED, "1 only"),
          field("presence_penalty", SUPPORTED, "-2 to 2"),
          field("seed", SUPPORTED, "a 64-bit integer"),
          field("stop", SUPPORTED, "1 to 4 strings of 1 to 256 characters"),
          field("stream", SUPPORTED, "true or false"),
          field("stream_options", SUPPORTED, "include_usage; only with stream"),
          field("suffix", REFUSED, "text is only continued, not inserted; leave it out"),
          field("temperature", SUPPORTED, "0 to 2"),
          field("top_p", SUPPORTED, "above 0, at most 1"),
          field("user", DROPPED, "users are told apart by key"));

  private static final Map<String, RequestField> CHAT_BY_NAME = byName(CHAT);
  private static final Map<String, RequestField> COMPLETIONS_BY_NAME = byName(COMPLETIONS);

  private RequestFields() {}

  /** Fields of {@code POST /v1/chat/completions}: the required ones, then the rest by name. */
  public static List<RequestField> chat() {
    return CHAT;
  }

  /** Fields of {@code POST /v1/completions}: the required ones, then the rest by name. */
  public static List<RequestField> completions() {
    return COMPLETIONS;
  }

  /** Refuses a chat request with a field that is unknown, or known and refused. */
  static void admitChat(Fields body) {
    admit(body, CHAT_BY_NAME);
  }

  /** The same for completions. */
  static void admitCompletion(Fields body) {
    admit(body, COMPLETIONS_BY_NAME);
  }

  private static void admit(Fields body, Map<String, RequestField> known) {
    body.allowOnly(known.keySet());
    for (Field value : body.present()) {
      RequestField field = known.get(value.path());
      if (field != null && field.status() == REFUSED) {
        throw refused(field);
      }
    }
  }

  private static BadRequest refused(RequestField field) {
    return Refusal.field(
        field.name(), Refusal.UNSUPPORTED_PARAMETER, "is not supported: " + field.note());
  }

  private static RequestField field(String name, Status status, String note) {
    return new RequestField(name, status, note);
  }

  private static Map<String, RequestField> byName(List<RequestField> fields) {
    return fields.stream().collect(toUnmodifiableMap(RequestField::name, Function.identity()));
  }
}
