package io.github.slmsagemaker.acceptance.gateway;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who asks a deployed API. */
final class Client implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final Deployed api;

  Client(Deployed api) {
    this.api = api;
  }

  /** What comes back for a path with these headers, names and values in turn. */
  HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = request(path);
    return client.send(
        (headers.length == 0 ? request : request.headers(headers)).build(),
        BodyHandlers.ofString());
  }

  /** What comes back for a chat with the right key, at a path that takes one. */
  HttpResponse<String> chat(String path) throws Exception {
    return client.send(chat(path, false), BodyHandlers.ofString());
  }

  /** A chat's events as they come. */
  HttpResponse<InputStream> stream() throws Exception {
    return client.send(chat("/v1/chat/completions", true), BodyHandlers.ofInputStream());
  }

  /** The code in an error. */
  static String code(HttpResponse<String> reply) {
    return JsonMapper.shared().readTree(reply.body()).at("/error/code").asString("");
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private HttpRequest chat(String path, boolean streamed) {
    String body =
        """
        {"model": "hermes-3-llama-3.1-8b", "max_tokens": 16, "stream": %s,
         "messages": [{"role": "user", "content": "Hi"}]}
        """
            .formatted(streamed);
    return request(path)
        .header("Authorization", "Bearer " + api.key())
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(api.gateway().address() + path))
        .timeout(Duration.ofMinutes(2));
  }
}
