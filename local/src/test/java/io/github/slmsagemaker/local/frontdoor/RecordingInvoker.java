package io.github.slmsagemaker.local.frontdoor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.HttpHandler;
import io.github.slmsagemaker.http.HttpReply;
import io.github.slmsagemaker.http.HttpRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands where the invoker stands; remembers what reached it, and answers as it is told. */
final class RecordingInvoker implements HttpHandler {
  private final List<HttpRequest> requests = new CopyOnWriteArrayList<>();
  private volatile HttpHandler handler = RecordingInvoker::echo;

  List<HttpRequest> requests() {
    return List.copyOf(requests);
  }

  void answers(HttpHandler other) {
    handler = other;
  }

  @Override
  public void handle(HttpRequest request, HttpReply reply) throws Exception {
    requests.add(request);
    handler.handle(request, reply);
  }

  private static void echo(HttpRequest request, HttpReply reply) {
    String text =
        request.method() + " " + request.target() + " " + new String(request.body(), UTF_8);
    reply.send(200, Headers.of("Content-Type", "text/plain"), text.getBytes(UTF_8));
  }
}
