package io.github.slmsagemaker.acceptance.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Somebody with a key, at a base URL. */
final class Caller {
  /** A function that cannot start is waited for by the adapter for ever. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private Caller() {}

  /** Without a body it is a GET. */
  static HttpResponse<String> ask(URI base, String path, String key, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
    if (!key.isEmpty()) {
      request.header("Authorization", "Bearer " + key).header("x-api-key", key);
    }
    if (!body.isEmpty()) {
      request
          .header("Content-Type", "application/json")
          .POST(HttpRequest.BodyPublishers.ofString(body));
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }

  static void refuses(HttpResponse<String> reply, int status, String code) {
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
    assertThat(reply.body()).startsWith("{\"error\":{\"message\":").contains(code);
    assertThat(reply.headers().firstValue("x-request-id")).isPresent();
  }
}
