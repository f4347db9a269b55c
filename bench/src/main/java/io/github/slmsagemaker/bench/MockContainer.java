package io.github.slmsagemaker.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.HttpHandler;
import io.github.slmsagemaker.http.HttpReply;
import io.github.slmsagemaker.http.HttpRequest;
import io.github.slmsagemaker.http.HttpStream;
import io.github.slmsagemaker.http.server.HttpServer;
import io.github.slmsagemaker.http.server.HttpServerSettings;
import io.github.slmsagemaker.local.sagemaker.EndpointSettings;
import io.github.slmsagemaker.local.sagemaker.SageMakerRuntimeEndpoint;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A container that answers at once with the same words: what is measured is all the rest. A prompt
 * with {@link #HOLD} in it keeps its stream open after the first word until {@link #close}.
 */
final class MockContainer implements HttpHandler, AutoCloseable {
  static final int TOKENS = 32;
  static final String HOLD = "hold the line";

  private static final Pattern STREAM = Pattern.compile("\"stream\":\\s*true");

  private final CountDownLatch closed = new CountDownLatch(1);
  private final byte[] whole;
  private final byte[] piece;
  private final byte[] last;

  MockContainer(MockWords words) {
    this.whole = words.whole().getBytes(UTF_8);
    this.piece = words.piece().getBytes(UTF_8);
    this.last = words.last().getBytes(UTF_8);
  }

  /** A stand-in of SageMaker Runtime in front of this container. */
  HttpServer endpoint(boolean streaming) {
    EndpointSettings settings = EndpointSettings.serverless(Subject.ENDPOINT);
    return HttpServer.start(
        HttpServerSettings.defaults(),
        new SageMakerRuntimeEndpoint(streaming ? settings.streaming() : settings, this));
  }

  /** Each event goes out alone, as from an engine that thinks before each word. */
  @Override
  public void handle(HttpRequest request, HttpReply reply) throws InterruptedException {
    String body = new String(request.body(), UTF_8);
    if (!STREAM.matcher(body).find()) {
      reply.send(200, Headers.of("Content-Type", "application/json"), whole);
      return;
    }
    HttpStream stream = reply.stream(200, Headers.of("Content-Type", "text/event-stream"));
    stream.write(piece);
    if (body.contains(HOLD) && !held(reply)) {
      stream.abort();
      return;
    }
    for (int i = 1; i < TOKENS; i++) {
      stream.write(piece);
    }
    stream.write(last);
    stream.end();
  }

  /** Until the end of the measurement; false where the client left before it. */
  private boolean held(HttpReply reply) throws InterruptedException {
    CountDownLatch gone = new CountDownLatch(1);
    reply.onDisconnect(gone::countDown);
    while (!closed.await(20, TimeUnit.MILLISECONDS)) {
      if (gone.getCount() == 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
