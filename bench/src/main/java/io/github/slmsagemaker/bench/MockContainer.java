package io.github.slmsagemaker.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.HttpReply;
import io.github.slmsagemaker.http.HttpRequest;
import io.github.slmsagemaker.http.server.HttpServer;
import io.github.slmsagemaker.http.server.HttpServerSettings;
import io.github.slmsagemaker.http.HttpStream;
import java.net.URI;
import java.util.concurrent.CountDownLatch;

/**
 * A llama-server that answers at once with the same words: what is measured is all the rest. A
 * prompt with {@link #HOLD} in it keeps its stream open after the first word until {@link #close}.
 */
final class MockContainer implements AutoCloseable {
  static final int TOKENS = 32;
  static final String HOLD = "hold the line";

  private static final byte[] WHOLE = reply("word ".repeat(TOKENS)).getBytes(UTF_8);
  private static final byte[] PIECE =
      "data: {\"content\":\"word \",\"tokens\":[7],\"stop\":false}\n\n".getBytes(UTF_8);
  private static final byte[] LAST = ("data: " + reply("") + "\n\n").getBytes(UTF_8);

  private final CountDownLatch closed = new CountDownLatch(1);
  private final HttpServer server = HttpServer.start(HttpServerSettings.defaults(), this::answer);

  URI address() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  @Override
  public void close() {
    closed.countDown();
    server.close();
  }

  private void answer(HttpRequest request, HttpReply reply) throws InterruptedException {
    String body = new String(request.body(), UTF_8);
    if (!body.contains("\"stream\":true")) {
      reply.send(200, Headers.of("Content-Type", "application/json"), WHOLE);
      return;
    }
    HttpStream stream = reply.stream(200, Headers.of("Content-Type", "text/event-stream"));
    stream.write(PIECE);
    if (body.contains(HOLD)) {
      closed.await();
    }
    for (int i = 1; i < TOKENS; i++) {
      stream.write(PIECE);
    }
    stream.write(LAST);
    stream.end();
  }

  private static String reply(String content) {
    return """
    {"content":"%s","tokens":[],"stop":true,"tokens_predicted":%d,"tokens_evaluated":20,\
    "stop_type":"eos","truncated":false,"timings":{"cache_n":0,"prompt_n":20,"prompt_ms":1,\
    "predicted_ms":1}}"""
        .formatted(content, TOKENS);
  }
}
