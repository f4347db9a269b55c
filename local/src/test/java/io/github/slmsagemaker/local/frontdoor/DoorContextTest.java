package io.github.slmsagemaker.local.frontdoor;

import static io.github.slmsagemaker.local.frontdoor.DoorFixture.KEY;
import static io.github.slmsagemaker.local.frontdoor.DoorFixture.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.HttpRequest;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What of a request reaches the invoker, and what is added. */
final class DoorContextTest {
  private final DoorFixture fixture = new DoorFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void the_invoker_learns_what_api_gateway_would_tell_it() throws IOException {
    RawConnection.Answer answer =
        fixture.call("POST /v1/x?q=1", bearer() + "User-Agent: \"te\u00e4st\"\\\r\n", "{}");

    JsonNode context = context(fixture.invoker.requests().getFirst());
    assertThat(context.get("requestId").asString())
        .isEqualTo(answer.header("x-request-id").orElseThrow());
    assertThat(context.get("httpMethod").asString()).isEqualTo("POST");
    assertThat(context.get("path").asString()).isEqualTo("/v1/x");
    assertThat(context.get("stage").asString()).isEqualTo("local");
    assertThat(context.get("requestTimeEpoch").asLong()).isEqualTo(1_795_391_990_000L);
    assertThat(context.get("requestTime").asString()).isEqualTo("22/Nov/2026:23:59:50 +0000");
    JsonNode identity = context.get("identity");
    assertThat(identity.get("apiKey").asString()).isEqualTo(KEY);
    assertThat(identity.get("apiKeyId").asString()).isEqualTo("localkey00");
    assertThat(identity.get("sourceIp").asString()).isEqualTo("127.0.0.1");
    assertThat(identity.get("userAgent").asString()).isEqualTo("\"te\u00e4st\"\\");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x-amzn-request-context",
        "X-Amzn-Request-Context",
        "x-amzn-lambda-context",
        "X-Amzn-Trace-Id",
        "X-Forwarded-For",
        "x-forwarded-proto",
        "Forwarded",
        "Keep-Alive",
        "Proxy-Connection",
        "TE",
        "Trailer",
        "Upgrade",
      })
  void a_client_cannot_say_what_the_gateway_says(String name) throws IOException {
    fixture.get("/v1/models", bearer() + name + ": forged\r\n" + name + ": forged\r\n");

    Headers headers = fixture.invoker.requests().getFirst().headers();
    assertThat(headers.fields()).extracting(Headers.Field::value).doesNotContain("forged");
    assertThat(headers.all("x-amzn-request-context")).hasSize(1);
  }

  @Test
  void a_header_that_connection_names_stays_behind() throws IOException {
    fixture.get(
        "/v1/models", bearer() + "Connection: keep-alive, X-Hop\r\nX-Hop: 1\r\nX-Kept: 1\r\n");

    Headers headers = fixture.invoker.requests().getFirst().headers();
    assertThat(headers.has("x-hop")).isFalse();
    assertThat(headers.first("x-kept")).contains("1");
  }

  @Test
  void connection_cannot_take_the_context_away() throws IOException {
    fixture.get("/v1/models", bearer() + "Connection: x-amzn-request-context, host\r\n");

    assertThat(fixture.invoker.requests().getFirst().headers().has("x-amzn-request-context"))
        .isTrue();
  }

  @Test
  void the_key_reaches_the_invoker_in_the_context_alone() throws IOException {
    fixture.get("/v1/models", bearer() + "x-api-key: " + KEY + "\r\n");

    Headers headers = fixture.invoker.requests().getFirst().headers();
    assertThat(headers.without(RestEvent.CONTEXT).fields())
        .extracting(Headers.Field::value)
        .noneMatch(value -> value.contains(KEY));
  }

  private static JsonNode context(HttpRequest request) {
    return JsonMapper.shared()
        .readTree(request.headers().first("x-amzn-request-context").orElseThrow());
  }
}
