package io.github.slmsagemaker.local.frontdoor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.HttpHandler;
import io.github.slmsagemaker.http.HttpReply;
import io.github.slmsagemaker.http.HttpRequest;
import io.github.slmsagemaker.http.HttpServer;
import io.github.slmsagemaker.http.HttpServerSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands where the invoker stands; remembers what reached it, and answers as it is told. */
final class RecordingInvoker implements AutoCloseable {
  private final List<HttpRequest> requests = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile HttpHandler handler = RecordingInvoker::echo;

  RecordingInvoker() {
    server = HttpServer.start(HttpServerSettings.defaults(), this::handle);
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
  }

  List<HttpRequest> requests() {
    return List.copyOf(requests);
  }

  void answers(HttpHandler other) {
    handler = other;
  }

  private void handle(HttpRequest request, HttpReply reply) throws Exception {
    requests.add(request);
    handler.handle(request, reply);
  }

  private static void echo(HttpRequest request, HttpReply reply) {
    String text =
        request.method() + " " + request.target() + " " + new String(request.body(), UTF_8);
    reply.send(200, Headers.of("Content-Type", "text/plain"), text.getBytes(UTF_8));
  }

  @Override
  public void close() {
    server.close();
  }
}
