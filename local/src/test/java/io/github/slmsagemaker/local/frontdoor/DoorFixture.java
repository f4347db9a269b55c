package io.github.slmsagemaker.local.frontdoor;

import io.github.slmsagemaker.http.server.Caps;
import io.github.slmsagemaker.http.server.Timeouts;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A front door before a recording invoker, on free ports. */
final class DoorFixture implements AutoCloseable {
  static final String KEY = "slm-canary0123456789";

  final RecordingInvoker invoker = new RecordingInvoker();
  final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T23:59:50Z"));
  final FrontDoor door;

  DoorFixture() {
    this(usual());
  }

  DoorFixture(Reach reach) {
    this(usual().withReach(reach));
  }

  DoorFixture(PlanLimits plan) {
    this(usual().withPlan(plan));
  }

  private DoorFixture(DoorSettings settings) {
    InstantSource clock = now::get;
    door = FrontDoor.open(settings, invoker, clock);
  }

  /** One with limits that a test can wait for. */
  static DoorFixture impatient() {
    Duration soon = Duration.ofMillis(300);
    return new DoorFixture(
        usual().withLimits(new Timeouts(soon, soon, soon, soon), new Caps(4_096, 10_000, 3)));
  }

  private static DoorSettings usual() {
    return DoorSettings.of(0, new ApiKey(KEY));
  }

  RawConnection connect() throws IOException {
    return new RawConnection(door.port());
  }

  String host() {
    return "Host: 127.0.0.1:" + door.port() + "\r\n";
  }

  static String bearer() {
    return "Authorization: Bearer " + KEY + "\r\n";
  }

  /** One request on a connection of its own. */
  RawConnection.Answer call(String line, String headers, String body) throws IOException {
    String length = body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n";
    try (RawConnection connection = connect()) {
      return connection
          .send(line + " HTTP/1.1\r\n" + host() + headers + length + "\r\n" + body)
          .answer();
    }
  }

  RawConnection.Answer get(String path, String headers) throws IOException {
    return call("GET " + path, headers, "");
  }

  @Override
  public void close() {
    door.close();
  }
}
