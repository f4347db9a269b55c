package io.github.slmsagemaker.local.sagemaker;

import io.github.slmsagemaker.http.ClientGone;
import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.HttpForwarder;
import io.github.slmsagemaker.http.HttpReply;
import io.github.slmsagemaker.http.HttpRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Serves calls that were not refused at the door, well or badly. */
final class Serving {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final EndpointSettings settings;
  private final HttpForwarder container;
  private final String path;

  Serving(EndpointSettings settings) {
    this.settings = settings;
    URI address = settings.container();
    Duration silence = settings.callLimit().plus(CONNECT);
    this.container = HttpForwarder.to(address, CONNECT, silence);
    this.path = address.getPath().replaceAll("/+$", "") + "/invocations";
  }

  void serve(HttpRequest request, HttpReply reply, boolean streamed, Misbehaviour how)
      throws InterruptedException {
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

  private void invoke(HttpRequest request, HttpReply reply, boolean streamed, Misbehaviour how) {
    String type = request.headers().first("Content-Type").orElse("application/octet-stream");
    Headers headers = Headers.of("Content-Type", type);
    HttpRequest invocation =
        new HttpRequest("POST", path, headers, request.body(), request.remote());
    try (CallLimit limit = new CallLimit(settings.callLimit())) {
      Answer answer = new Answer(reply, settings.endpoint(), streamed, how, limit);
      try {
        container.forward(invocation, headers, answer);
      } catch (IOException e) {
        answer.brokeOff();
      }
    }
  }
}
