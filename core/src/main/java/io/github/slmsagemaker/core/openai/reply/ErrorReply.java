package io.github.slmsagemaker.core.openai.reply;

import io.github.slmsagemaker.core.deployment.Timers;
import io.github.slmsagemaker.core.failure.Failure;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * A failure as clients see it: the one place that gives failures their status, headers and words.
 *
 * <p>OpenAI's SDKs repeat a request by themselves on 408, 409, 429 and 5xx, unless {@code
 * x-should-retry} is false. It is false wherever tokens may have been paid for (promise P1), and
 * where a repetition cannot help. Only what was certainly not asked of a model is left to be
 * repeated: 429 for rate and queue, 503 for a model that is warming up or a ledger that cannot be
 * reached, 408 for a slow sender.
 *
 * @param status HTTP status; a stream that has begun has sent another one already
 * @param headers to be sent beside the body, lower-case names
 * @param message for people
 * @param type OpenAI's class of error
 * @param param the field at fault
 * @param code the reason, for programs
 */
public record ErrorReply(
    int status,
    Map<String, String> headers,
    String message,
    String type,
    Optional<String> param,
    Optional<String> code) {

  private static final String INVALID_REQUEST = "invalid_request_error";
  private static final String SERVER = "server_error";
  private static final String TOO_LONG = "context_length_exceeded";
  private static final Duration LEDGER_PAUSE = Duration.ofSeconds(2);
  private static final Map<String, String> NO_RETRY = Map.of("x-should-retry", "false");

  public ErrorReply {
    headers = Map.copyOf(headers);
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(param, "param");
    Objects.requireNonNull(code, "code");
  }

  /** The reply to a failure. */
  public static ErrorReply of(Failure failure) {
    Draft draft = new Draft(failure.explanation());
    return switch (failure) {
      case Failure.BadRequest bad -> draft.invalid(400, bad.param(), bad.code());
      case Failure.ContextLengthExceeded _ ->
          draft.invalid(400, Optional.of("messages"), Optional.of(TOO_LONG)).with(NO_RETRY);
      case Failure.ModelNotFound _ ->
          draft.invalid(404, Optional.of("model"), Optional.of("model_not_found"));
      case Failure.RouteNotFound _ -> draft.invalid(404, "unknown_url");
      case Failure.EndpointUnsupported _ -> draft.invalid(404, "unsupported_endpoint");
      case Failure.MethodNotAllowed wrong ->
          draft.invalid(405, "method_not_supported").with(Map.of("allow", wrong.allow()));
      case Failure.PayloadTooLarge _ -> draft.invalid(413, "request_too_large");
      case Failure.UnsupportedMediaType _ -> draft.invalid(415, "unsupported_media_type");
      case Failure.ProtocolViolation violation ->
          switch (violation.status()) {
            case 503 -> draft.server(503, "protocol_violation");
            case 505 -> draft.invalid(505, "protocol_violation").with(NO_RETRY);
            default -> draft.invalid(violation.status(), "protocol_violation");
          };
      case Failure.InvalidKey _ -> draft.invalid(401, "invalid_api_key");
      case Failure.EngineRejected _ -> draft.invalid(400, "engine_rejected");
      case Failure.RateLimited limited ->
          draft.error(429, "requests", "rate_limit_exceeded").with(after(limited.retryAfter()));
      case Failure.QuotaExceeded _ ->
          draft.error(429, "insufficient_quota", "insufficient_quota").with(NO_RETRY);
      case Failure.LedgerUnavailable _ ->
          draft.server(503, "ledger_unavailable").with(after(LEDGER_PAUSE));
      case Failure.EngineBusy busy ->
          draft.server(429, "engine_overloaded").with(after(busy.retryAfter()));
      case Failure.ModelWarmingUp cold ->
          draft.server(503, "model_warming_up").with(after(cold.retryAfter()));
      case Failure.EngineFailed _ -> draft.server(502, "engine_failed").with(NO_RETRY);
      case Failure.EngineTimedOut _ -> draft.server(504, "engine_timeout").with(NO_RETRY);
      case Failure.DeadlineExceeded _ -> draft.server(504, "deadline_exceeded").with(NO_RETRY);
      case Failure.EndpointUnavailable _ ->
          draft.server(503, "endpoint_unavailable").with(NO_RETRY);
      case Failure.DependencyFailed _ -> draft.server(502, "dependency_failed").with(NO_RETRY);
      case Failure.UnusableOutput _ -> draft.server(502, "invalid_model_output").with(NO_RETRY);
      case Failure.Misconfigured _ ->
          draft.error(500, "configuration_error", "configuration_error").with(NO_RETRY);
      case Failure.ShuttingDown _ -> draft.server(503, "shutting_down").with(NO_RETRY);
      case Failure.Cancelled _ -> draft.invalid(499, "client_closed_request").with(NO_RETRY);
      case Failure.Internal _ -> draft.server(500, "internal_error").with(NO_RETRY);
    };
  }

  /** The same of a request whose prompt is in another field than {@code messages}. */
  public ErrorReply ofPromptIn(String field) {
    return code.equals(Optional.of(TOO_LONG))
        ? new ErrorReply(status, headers, message, type, Optional.of(field), code)
        : this;
  }

  /**
   * The error object as UTF-8 JSON on one line: a reply's body, or the data of the event that ends
   * a stream in the place of {@code [DONE]}.
   */
  public byte[] body() {
    return WireJson.object(this::fields);
  }

  /** The same as fields of a larger object. */
  public void fields(JsonGenerator json) {
    json.writeObjectPropertyStart("error");
    WireJson.text(json, "message", message);
    json.writeStringProperty("type", type);
    WireJson.textOrNull(json, "param", param);
    WireJson.textOrNull(json, "code", code);
    json.writeEndObject();
  }

  private ErrorReply with(Map<String, String> more) {
    return new ErrorReply(status, more, message, type, param, code);
  }

  /** Whole seconds, at least 1: SDKs take 0 as no advice, and ignore more than a minute. */
  private static Map<String, String> after(Duration wait) {
    long seconds = wait.plusNanos(999_999_999).toSeconds();
    long bounded = Math.clamp(seconds, 1, Timers.RETRY_AFTER_LIMIT.toSeconds());
    return Map.of("retry-after", Long.toString(bounded));
  }

  /** An error of which only the message is known. */
  private record Draft(String message) {

    ErrorReply invalid(int status, String code) {
      return invalid(status, Optional.empty(), Optional.of(code));
    }

    ErrorReply invalid(int status, Optional<String> param, Optional<String> code) {
      return new ErrorReply(status, Map.of(), message, INVALID_REQUEST, param, code);
    }

    ErrorReply server(int status, String code) {
      return error(status, SERVER, code);
    }

    ErrorReply error(int status, String type, String code) {
      return new ErrorReply(status, Map.of(), message, type, Optional.empty(), Optional.of(code));
    }
  }
}
