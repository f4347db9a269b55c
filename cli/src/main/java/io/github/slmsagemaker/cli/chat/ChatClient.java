package io.github.slmsagemaker.cli.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.slmsagemaker.core.sse.SseEvent;
import io.github.slmsagemaker.core.sse.SseReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Asks an OpenAI-compatible API. It sends nothing twice by itself. */
final class ChatClient implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final int MOST_OF_AN_EVENT = 8 << 20;
  private static final String DONE = "[DONE]";

  private final Api api;
  private final HttpClient http;

  /**
   * @param proxies the way out of this machine
   */
  ChatClient(Api api, ProxySelector proxies) {
    this.api = api;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .proxy(proxies)
            .build();
  }

  /** Names of what is served. */
  List<String> models() {
    HttpResponse<InputStream> reply = send(to("/models").build(), new Stop());
    try (InputStream body = reply.body()) {
      JsonNode data = JsonMapper.shared().readTree(body.readAllBytes()).path("data");
      return StreamSupport.stream(data.spliterator(), false)
          .map(model -> model.path("id").asString(""))
          .toList();
    } catch (IOException broken) {
      throw brokenOff(broken);
    }
  }

  /**
   * Hands over each chunk of an answer as it comes; returns at its end, or once it was stopped.
   *
   * @throws Refused where there is no answer, or not all of it
   */
  void answer(ObjectNode request, Consumer<JsonNode> chunks, Stop stop) {
    HttpRequest post =
        to("/chat/completions")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(request.toString()))
            .build();
    try (InputStream body = send(post, stop).body()) {
      stop.means(() -> close(body));
      read(body, chunks, stop);
    } catch (IOException | CancellationException broken) {
      if (!stop.told()) {
        throw brokenOff(broken);
      }
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(api.at(path)).header("Authorization", "Bearer " + api.key());
  }

  private HttpResponse<InputStream> send(HttpRequest request, Stop stop) {
    CompletableFuture<HttpResponse<InputStream>> sent =
        http.sendAsync(request, BodyHandlers.ofInputStream());
    stop.means(() -> sent.cancel(true));
    try {
      HttpResponse<InputStream> reply = sent.get();
      if (reply.statusCode() != 200) {
        String body = new String(reply.body().readAllBytes(), UTF_8);
        throw Refused.of(reply.statusCode(), reply.headers(), body);
      }
      return reply;
    } catch (ExecutionException | IOException unreached) {
      throw new Refused(
          "nothing answers at %s; start ./slm local, or see that OPENAI_BASE_URL is right"
              .formatted(api.baseUrl()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Refused("interrupted");
    }
  }

  private static void read(InputStream body, Consumer<JsonNode> chunks, Stop stop)
      throws IOException {
    SseReader events = new SseReader(MOST_OF_AN_EVENT);
    byte[] buffer = new byte[8192];
    for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
      for (SseEvent event : events.read(buffer, 0, read)) {
        if (event.data().equals(DONE)) {
          return;
        }
        JsonNode chunk = JsonMapper.shared().readTree(event.data());
        if (chunk.path("error").isObject()) {
          throw Refused.of(chunk.path("error"));
        }
        chunks.accept(chunk);
      }
    }
    if (!stop.told()) {
      throw new IOException("the stream has no end");
    }
  }

  private static Refused brokenOff(Exception broken) {
    return new Refused(
        "the answer broke off, the connection being closed before its end (%s)"
            .formatted(broken.getMessage()));
  }

  private static void close(InputStream body) {
    try {
      body.close();
    } catch (IOException closed) {
      // Nobody reads it any more.
    }
  }
}
