package io.github.slmsagemaker.core.openai.reply;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.json.StrictJson;
import io.github.slmsagemaker.core.failure.Failure;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

final class ErrorReplyTest {
  private static final Map<String, String> NO_RETRY = Map.of("x-should-retry", "false");
  private static final Map<String, String> AFTER_3 = Map.of("retry-after", "3");
  private static final Duration THREE = Duration.ofSeconds(3);

  static Stream<Row> failures() {
    return Stream.concat(clientErrors(), serverErrors());
  }

  private static Stream<Row> clientErrors() {
    Failure.BadRequest withCode =
        new Failure.BadRequest(Optional.of("n"), Optional.of("invalid_type"), "m");
    return Stream.of(
        request(withCode, 400, "n", "invalid_type"),
        request(new Failure.BadRequest("n", "m"), 400, "n", null),
        request(new Failure.ContextLengthExceeded("m"), 400, "messages", "context_length_exceeded")
            .with(NO_RETRY),
        request(new Failure.EngineRejected("m"), 400, null, "engine_rejected"),
        request(new Failure.InvalidKey("m"), 401, null, "invalid_api_key"),
        request(new Failure.ModelNotFound("m"), 404, "model", "model_not_found"),
        request(new Failure.RouteNotFound(), 404, null, "unknown_url"),
        request(new Failure.EndpointUnsupported("no"), 404, null, "unsupported_endpoint"),
        request(new Failure.MethodNotAllowed("POST", "m"), 405, null, "method_not_supported")
            .with(Map.of("allow", "POST")),
        request(new Failure.PayloadTooLarge("m"), 413, null, "request_too_large"),
        request(new Failure.UnsupportedMediaType("m"), 415, null, "unsupported_media_type"),
        request(new Failure.ProtocolViolation(431, "m"), 431, null, "protocol_violation"),
        request(new Failure.ProtocolViolation(505, "m"), 505, null, "protocol_violation")
            .with(NO_RETRY),
        request(new Failure.Cancelled(), 499, null, "client_closed_request").with(NO_RETRY),
        new Row(
            new Failure.RateLimited(THREE, "m"),
            429,
            "requests",
            null,
            "rate_limit_exceeded",
            AFTER_3),
        new Row(
            new Failure.QuotaExceeded("m"),
            429,
            "insufficient_quota",
            null,
            "insufficient_quota",
            NO_RETRY));
  }

  private static Stream<Row> serverErrors() {
    return Stream.of(
        server(new Failure.EngineBusy(THREE, "m"), 429, "engine_overloaded").with(AFTER_3),
        server(new Failure.ModelWarmingUp(THREE, "m"), 503, "model_warming_up").with(AFTER_3),
        server(new Failure.LedgerUnavailable("m"), 503, "ledger_unavailable")
            .with(Map.of("retry-after", "2")),
        server(new Failure.ProtocolViolation(503, "m"), 503, "protocol_violation").with(Map.of()),
        server(new Failure.ShuttingDown(), 503, "shutting_down"),
        server(new Failure.EndpointUnavailable("m"), 503, "endpoint_unavailable"),
        server(new Failure.EngineFailed("m"), 502, "engine_failed"),
        server(new Failure.DependencyFailed("m"), 502, "dependency_failed"),
        server(new Failure.UnusableOutput("m"), 502, "invalid_model_output"),
        server(new Failure.EngineTimedOut("m"), 504, "engine_timeout"),
        server(new Failure.DeadlineExceeded("m"), 504, "deadline_exceeded"),
        server(new Failure.Internal(), 500, "internal_error"),
        new Row(
            new Failure.Misconfigured("m"),
            500,
            "configuration_error",
            null,
            "configuration_error",
            NO_RETRY));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failures")
  void a_failure_has_its_status_headers_and_words(Row row) {
    ErrorReply reply = ErrorReply.of(row.failure());
    JsonNode body = StrictJson.parse(reply.body());
    JsonNode error = body.get("error");

    assertThat(reply.status()).isEqualTo(row.status());
    assertThat(reply.headers()).isEqualTo(row.headers());
    assertThat(body.propertyNames()).containsExactly("error");
    assertThat(error.propertyNames()).containsExactly("message", "type", "param", "code");
    assertThat(error.get("message").stringValue()).isEqualTo(row.failure().explanation());
    assertThat(error.get("type").stringValue()).isEqualTo(row.type());
    assertThat(textOrNull(error.get("param"))).isEqualTo(row.param());
    assertThat(textOrNull(error.get("code"))).isEqualTo(row.code());
  }

  @Test
  void the_table_covers_every_failure_there_is() {
    Set<Class<?>> covered =
        failures().map(row -> row.failure().getClass()).collect(Collectors.toSet());

    assertThat(covered)
        .isEqualTo(
            Arrays.stream(Failure.class.getPermittedSubclasses()).collect(Collectors.toSet()));
  }

  @ParameterizedTest(name = "{0} ms are {1} s")
  @CsvSource({"0, 1", "-5000, 1", "1, 1", "1000, 1", "1001, 2", "59999, 60", "3600000, 60"})
  void retry_after_is_whole_seconds_from_1_to_60(long milliseconds, String seconds) {
    Duration wait = Duration.ofMillis(milliseconds);

    assertThat(ErrorReply.of(new Failure.ModelWarmingUp(wait, "m")).headers())
        .containsEntry("retry-after", seconds);
    assertThat(ErrorReply.of(new Failure.RateLimited(wait, "m")).headers())
        .containsEntry("retry-after", seconds);
  }

  @Test
  void only_what_no_model_was_asked_for_is_left_to_be_repeated() {
    Set<String> repeatable =
        failures()
            .map(row -> ErrorReply.of(row.failure()))
            .filter(reply -> reply.status() >= 429 && !NO_RETRY.equals(reply.headers()))
            .map(reply -> reply.code().orElse(""))
            .collect(Collectors.toSet());

    assertThat(repeatable)
        .containsExactlyInAnyOrder(
            "rate_limit_exceeded",
            "engine_overloaded",
            "ledger_unavailable",
            "model_warming_up",
            "protocol_violation");
  }

  private static Row request(
      Failure failure, int status, @Nullable String param, @Nullable String code) {
    return new Row(failure, status, "invalid_request_error", param, code, Map.of());
  }

  /** Not to be repeated, unless the row says so. */
  private static Row server(Failure failure, int status, String code) {
    return new Row(failure, status, "server_error", null, code, NO_RETRY);
  }

  private static @Nullable String textOrNull(JsonNode node) {
    return node.isNull() ? null : node.stringValue();
  }

  /** A failure and what clients see of it. */
  record Row(
      Failure failure,
      int status,
      String type,
      @Nullable String param,
      @Nullable String code,
      Map<String, String> headers) {

    Row with(Map<String, String> others) {
      return new Row(failure, status, type, param, code, others);
    }

    @Override
    public String toString() {
      return failure.getClass().getSimpleName() + " is " + status + " " + code;
    }
  }
}
