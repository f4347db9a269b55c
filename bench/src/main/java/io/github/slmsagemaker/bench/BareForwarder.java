package io.github.slmsagemaker.bench;

import io.github.slmsagemaker.core.engine.Call;
import io.github.slmsagemaker.core.engine.Cancellation;
import io.github.slmsagemaker.core.engine.Deadline;
import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.HttpReply;
import io.github.slmsagemaker.http.HttpRequest;
import io.github.slmsagemaker.http.server.HttpServer;
import io.github.slmsagemaker.http.server.HttpServerSettings;
import io.github.slmsagemaker.http.HttpStream;
import io.github.slmsagemaker.invoker.sagemaker.RawEndpoint;
import io.github.slmsagemaker.invoker.sagemaker.SageMakerSettings;
import java.time.Duration;
import java.time.InstantSource;

/**
 * The least that could stand in the invoker's place: the same server and the same client, and not a
 * byte understood of what passes between them.
 */
final class BareForwarder implements AutoCloseable {
  private static final Headers TYPE = Headers.of("Content-Type", "application/octet-stream");
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final RawEndpoint endpoint;
  private final boolean streams;
  private final HttpServer server;

  BareForwarder(SageMakerSettings settings) {
    this.endpoint = new RawEndpoint(settings);
    this.streams = settings.streams();
    this.server = HttpServer.start(HttpServerSettings.defaults(), this::forward);
  }

  int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.close();
    endpoint.close();
  }

  private void forward(HttpRequest request, HttpReply reply) {
    Cancellation cancellation = new Cancellation();
    reply.onDisconnect(cancellation::cancel);
    Call call = new Call(Deadline.in(LIMIT, InstantSource.system()), cancellation);
    if (streams) {
      HttpStream stream = reply.stream(200, TYPE);
      endpoint.send(
          request.body(),
          call,
          part -> {
            stream.write(part);
            return true;
          });
      stream.end();
    } else {
      endpoint.send(
          request.body(),
          call,
          part -> {
            reply.send(200, TYPE, part);
            return true;
          });
    }
  }
}
