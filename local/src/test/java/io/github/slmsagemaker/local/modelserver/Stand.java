package io.github.slmsagemaker.local.modelserver;

import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.http.server.HttpServer;
import io.github.slmsagemaker.http.server.HttpServerSettings;
import io.github.slmsagemaker.invoker.sagemaker.EndpointName;
import io.github.slmsagemaker.invoker.sagemaker.SageMakerEngine;
import io.github.slmsagemaker.invoker.sagemaker.SageMakerSettings;
import io.github.slmsagemaker.local.llama.GenerationRequest;
import io.github.slmsagemaker.local.llama.Sampling;
import io.github.slmsagemaker.local.llama.TextMode;
import io.github.slmsagemaker.local.llama.worker.LlamaWorker;
import io.github.slmsagemaker.local.llama.worker.Ticket;
import io.github.slmsagemaker.local.sagemaker.EndpointSettings;
import io.github.slmsagemaker.local.sagemaker.InProcessHttp;
import io.github.slmsagemaker.local.sagemaker.SageMakerRuntimeEndpoint;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The AWS client, the endpoint, the server under test and a random model, one waiting place: as on
 * a laptop, in one process without a socket, but that the server under test has one for tests too.
 */
final class Stand implements AutoCloseable {
  static final int CONTEXT = RandomWorker.CONTEXT;
  static final String PROMPT = "Count to ten.";
  private static final EndpointName NAME = new EndpointName("slm");

  final LlamaWorker worker;
  final HttpServer server;
  final SageMakerEngine engine;
  private final CountDownLatch ended = new CountDownLatch(1);

  Stand(EngineKind kind, boolean streams) {
    this(kind, streams, 1);
  }

  Stand(EngineKind kind, boolean streams, int mostWaiting) {
    worker = RandomWorker.start(mostWaiting);
    ModelServer container = ModelServer.of(worker, kind, _ -> "root ::= \"x\"");
    server = HttpServer.start(HttpServerSettings.defaults(), container);
    EndpointSettings settings = EndpointSettings.serverless(NAME);
    SageMakerRuntimeEndpoint endpoint =
        new SageMakerRuntimeEndpoint(streams ? settings.streaming() : settings, container);
    engine =
        new SageMakerEngine(
            new SageMakerSettings(
                kind, streams, NAME, Optional.empty(), List.of(), InProcessHttp.to(endpoint)));
  }

  int[] prompt() {
    return worker.model().tokenize(PROMPT, true, true);
  }

  /** What the engine itself says to {@link #PROMPT}, greedily. */
  String greedy(int tokens, TextMode mode) {
    StringBuilder text = new StringBuilder();
    GenerationRequest request = GenerationRequest.of(prompt(), tokens, Sampling.greedy());
    try {
      var answer =
          worker
              .submit(
                  request.withText(mode),
                  piece -> {
                    text.append(piece.text());
                    return true;
                  })
              .await();
      return text + answer.unfinishedText();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Occupies the engine until a second request has come to wait and has gone again. */
  Ticket occupyUntilOneCameAndWent() {
    CountDownLatch entered = new CountDownLatch(1);
    Ticket ticket =
        worker.submit(
            GenerationRequest.of(prompt(), 2, Sampling.greedy()),
            _ -> {
              entered.countDown();
              waitWhileWaiting(0);
              waitWhileWaiting(1);
              return false;
            });
    try {
      entered.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return ticket;
  }

  private void waitWhileWaiting(int count) {
    // Bounded: a request that comes and goes between two looks must not leave the engine occupied.
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(4);
    try {
      while (worker.waiting() == count && System.nanoTime() < end) {
        if (ended.await(1, TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    ended.countDown();
    engine.close();
    server.close();
    worker.close();
  }
}
