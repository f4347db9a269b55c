package io.github.slmsagemaker.invoker.dialect;

import io.github.slmsagemaker.core.failure.Failure;
import java.time.Duration;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What an engine's error means, whether it came as a status with a body or inside a stream.
 *
 * <p>llama-server says {@code {"error": {"code", "message", "type"}}} (seen on build 11669), vLLM
 * the same with {@code param} (seen on 0.32.0), Text Generation Inference {@code {"error": "...",
 * "error_type": "..."}} (its router/src/lib.rs and infer/mod.rs, v3.3.7).
 */
public final class EngineErrors {
  private static final Duration BUSY_PAUSE = Duration.ofSeconds(5);
  private static final int LONGEST_QUOTE = 300;

  private EngineErrors() {}

  /**
   * An error that the container answered with.
   *
   * @param status the container's own status; 0 where it gave none in time
   * @param body what it said
   */
  public static Failure of(int status, String body) {
    Said said = Said.in(body);
    if (said.tooLong()) {
      return new Failure.ContextLengthExceeded(
          "prompt and answer do not fit in the model's context; the engine says: "
              + said.quote()
              + "; shorten the messages or lower max_tokens");
    }
    if (said.timedOut() || status == 0 || status == 504) {
      return new Failure.EngineTimedOut(
          "the model took longer than the endpoint allows a call; ask for fewer tokens");
    }
    if (status == 429 || said.type().equals("overloaded")) {
      return new Failure.EngineBusy(
          BUSY_PAUSE, "the model is busy with other requests; try again shortly");
    }
    if (status == 400 || status == 413 || status == 422) {
      return new Failure.EngineRejected(
          "the engine cannot serve this request; it says: " + said.quote());
    }
    return new Failure.EngineFailed(
        "the engine failed with status " + status + "; it was not asked again");
  }

  /** An error event inside a stream that began well: the status is told by its words. */
  static Failure inStream(JsonNode event) {
    JsonNode error = event.path("error");
    int status =
        error.isObject() ? error.path("code").asInt(500) : statusOf(event.path("error_type"));
    return of(status, event.toString());
  }

  private static int statusOf(JsonNode type) {
    return switch (type.asString("")) {
      case "validation", "template_error", "tool_error" -> 422;
      case "overloaded" -> 429;
      default -> 500;
    };
  }

  /** Text made safe to show: one line, no control characters, not long. */
  public static String quote(String text) {
    String oneLine = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return oneLine.length() <= LONGEST_QUOTE
        ? oneLine
        : oneLine.substring(0, LONGEST_QUOTE) + "...";
  }

  private record Said(String type, String param, String message) {
    static Said in(String body) {
      try {
        JsonNode root = ReplyReader.JSON.readTree(body);
        JsonNode error = root.path("error");
        if (error.isObject()) {
          return new Said(
              error.path("type").asString(""),
              error.path("param").asString(""),
              error.path("message").asString(""));
        }
        if (error.isString()) {
          return new Said(root.path("error_type").asString(""), "", error.stringValue());
        }
      } catch (JacksonException e) {
        // Not an engine's own words: a proxy's page or SageMaker's sentence.
      }
      return new Said("", "", body);
    }

    boolean tooLong() {
      return type.equals("exceed_context_size_error")
          || param.equals("input_tokens")
          || leavesNoRoom()
          || message.contains("`inputs` tokens + `max_new_tokens` must be")
          || message.contains("`inputs` must have less than");
    }

    /** vLLM clamps what is asked for to the room that the prompt leaves, and then refuses none. */
    private boolean leavesNoRoom() {
      return param.equals("max_tokens") && message.contains("must be at least 1, got 0");
    }

    boolean timedOut() {
      String lower = message.toLowerCase(Locale.ROOT);
      return lower.contains("timed out") || lower.contains("timeout");
    }

    String quote() {
      return EngineErrors.quote(message);
    }
  }
}
