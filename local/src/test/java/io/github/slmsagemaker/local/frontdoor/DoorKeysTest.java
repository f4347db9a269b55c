package io.github.slmsagemaker.local.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.http.HttpRequest;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Several keys at one door. */
final class DoorKeysTest {
  private static final String ALICES = "slm-alice0123456789ab";
  private static final String BOBS = "slm-bob000123456789ab";

  private final RecordingInvoker invoker = new RecordingInvoker();
  private final FrontDoor door =
      FrontDoor.open(
          DoorSettings.of(
                  0,
                  new Admission.Keys(
                      List.of(
                          new DoorKey("alice", new ApiKey(ALICES)),
                          new DoorKey("bob", new ApiKey(BOBS)))))
              .withPlan(new PlanLimits(100, 100, 1, PlanLimits.Period.DAY)),
          invoker,
          InstantSource.fixed(Instant.parse("2026-11-29T12:00:00Z")));

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void each_key_is_told_by_its_name() throws IOException {
    assertThat(statusOf(ALICES)).isEqualTo(200);
    assertThat(statusOf(BOBS)).isEqualTo(200);

    assertThat(invoker.requests()).extracting(DoorKeysTest::keyId).containsExactly("alice", "bob");
  }

  @Test
  void each_key_has_a_plan_of_its_own() throws IOException {
    assertThat(statusOf(ALICES)).isEqualTo(200);
    assertThat(statusOf(ALICES)).isEqualTo(429);
    assertThat(statusOf(BOBS)).isEqualTo(200);
  }

  @Test
  void a_key_that_nobody_has_stays_outside() throws IOException {
    assertThat(statusOf("slm-carol0123456789ab")).isEqualTo(401);
    assertThat(invoker.requests()).isEmpty();
  }

  private int statusOf(String key) throws IOException {
    try (RawConnection connection = new RawConnection(door.port())) {
      return connection
          .send(
              "GET /v1/models HTTP/1.1\r\nHost: 127.0.0.1:"
                  + door.port()
                  + "\r\nx-api-key: "
                  + key
                  + "\r\n\r\n")
          .answer()
          .status();
    }
  }

  private static String keyId(HttpRequest request) {
    JsonNode context =
        JsonMapper.shared()
            .readTree(request.headers().first("x-amzn-request-context").orElseThrow());
    return context.at("/identity/apiKeyId").asString();
  }
}
