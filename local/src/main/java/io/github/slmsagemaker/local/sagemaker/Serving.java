package io.github.slmsagemaker.local.sagemaker;

import io.github.slmsagemaker.http.ClientGone;
import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.HttpHandler;
import io.github.slmsagemaker.http.HttpReply;
import io.github.slmsagemaker.http.HttpRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Serves calls that were not refused at the door, well or badly. */
final class Serving {
  private final EndpointSettings settings;
  private final HttpHandler container;

  Serving(EndpointSettings settings, HttpHandler container) {
    this.settings = settings;
    this.container = container;
  }

  void serve(HttpRequest request, HttpReply reply, boolean streamed, Misbehaviour how)
      throws Exception {
    switch (how) {
      case Misbehaviour.Refuse(AwsError error) -> error.sendTo(reply);
      case Misbehaviour.Hold(Duration duration) -> {
        hold(reply, duration);
        invoke(request, reply, streamed, new Misbehaviour.None());
      }
      case Misbehaviour.HoldForever() -> hold(reply, Duration.ofDays(1));
      case Misbehaviour.Reset() -> throw new ClientGone("told to close the connection", null);
      case Misbehaviour.None _,
          Misbehaviour.HalfFrame _,
          Misbehaviour.Cut _,
          Misbehaviour.BreakStream _ ->
          invoke(request, reply, streamed, how);
    }
  }

  private static void hold(HttpReply reply, Duration duration) throws InterruptedException {
    CountDownLatch gone = new CountDownLatch(1);
    reply.onDisconnect(gone::countDown);
    if (gone.await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new ClientGone("the caller hung up while it was held", null);
    }
  }

  private void invoke(HttpRequest request, HttpReply reply, boolean streamed, Misbehaviour how)
      throws Exception {
    String type = request.headers().first("Content-Type").orElse("application/octet-stream");
    HttpRequest invocation =
        new HttpRequest(
            "POST",
            "/invocations",
            Headers.of("Content-Type", type),
            request.body(),
            request.remote());
    try (CallLimit limit = new CallLimit(settings.callLimit())) {
      Answer answer = new Answer(reply, settings.endpoint(), streamed, how, limit);
      try {
        container.handle(invocation, answer);
      } catch (ClientGone | IOException brokeOff) {
        // What is missing is told below, to whoever still listens.
      }
      answer.close();
    }
  }
}
