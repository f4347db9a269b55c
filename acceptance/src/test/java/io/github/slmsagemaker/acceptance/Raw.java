package io.github.slmsagemaker.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Requests that no client library would send. */
final class Raw implements AutoCloseable {
  private final Deployment deployment;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Raw(Deployment deployment) {
    this.deployment = deployment;
  }

  /** A request with the right key, to a path below the base URL. */
  HttpRequest.Builder to(String path) {
    return anonymous(path).header("Authorization", "Bearer " + deployment.key());
  }

  HttpRequest.Builder anonymous(String path) {
    return HttpRequest.newBuilder(URI.create(deployment.baseUrl() + path))
        .timeout(Duration.ofMinutes(5));
  }

  HttpResponse<String> chat(String body) throws IOException, InterruptedException {
    return send(
        to("/chat/completions")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
  }

  @Override
  public void close() {
    client.close();
  }
}
