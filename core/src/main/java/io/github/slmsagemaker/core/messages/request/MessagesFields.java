package io.github.slmsagemaker.core.messages.request;

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
 * Every top-level field of a Messages request: the one source for the reader and documentation.
 *
 * <p>The names are those of both {@code MessageCreateParams}, the beta one too, in anthropic-java
 * 3.14.0, and {@code stream}, which that library sets by itself.
 */
public final class MessagesFields {
  private static final List<RequestField> ALL =
      List.of(
          field("max_tokens", SUPPORTED, "required, at least 1; not for count_tokens"),
          field("messages", SUPPORTED, "required; 1 to 4096, text only, the last not assistant's"),
          field("model", SUPPORTED, "required; an id that GET /v1/models lists"),
          field("billing_policy", NAMED, "nothing is billed by Anthropic"),
          field("cache_control", DROPPED, "the engine caches by itself"),
          field("compaction", NAMED, "messages are taken as they are"),
          field("container", NAMED, "no code is run here"),
          field("context_management", NAMED, "messages are taken as they are"),
          field("diagnostics", NAMED, "there is nothing to tell beyond the log"),
          field("fallback_credit_token", NAMED, "there is one model"),
          field("fallbacks", NAMED, "there is one model"),
          field("inference_geo", NAMED, "the model runs where it is deployed"),
          field("mcp_servers", NAMED, "no tool is run here; offer them in tools"),
          field("metadata", DROPPED, "users are told apart by key"),
          field("output_config", SUPPORTED, "format: json_schema; the rest is dropped and named"),
          field("output_format", NAMED, "use output_config, its successor"),
          field("service_tier", DROPPED, "there is one tier"),
          field("speed", NAMED, "there is one speed"),
          field("stop_sequences", SUPPORTED, "at most 4 strings of 1 to 256 characters"),
          field("stream", SUPPORTED, "true or false"),
          field("system", SUPPORTED, "a string or text blocks"),
          field("temperature", SUPPORTED, "0 to 2"),
          field("thinking", NAMED, "the model has no reasoning mode"),
          field("thread", REFUSED, "nothing is kept here; send all messages"),
          field("tool_choice", SUPPORTED, "auto, any, none or one tool"),
          field(
              "tools",
              SUPPORTED,
              "at most 128, 256 KiB in all; tools that a server runs are dropped and named"),
          field("top_k", SUPPORTED, "-1 and 0 for all tokens, or how many"),
          field("top_p", SUPPORTED, "above 0, at most 1"));

  static final KnownFields KNOWN =
      OtherFields.beside(
          ALL,
          "output_config.format",
          Map.of(
              "stop", "stop_sequences",
              "max_completion_tokens", "max_tokens",
              "max_output_tokens", "max_tokens",
              "max_tokens_to_sample", "max_tokens"));

  private MessagesFields() {}

  /** The required ones, then the rest by name. */
  public static List<RequestField> all() {
    return ALL;
  }

  private static RequestField field(String name, Status status, String note) {
    return new RequestField(name, status, note);
  }
}
