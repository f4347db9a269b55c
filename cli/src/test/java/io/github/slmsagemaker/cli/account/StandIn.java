package io.github.slmsagemaker.cli.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP server that says what a test tells it, and remembers what it was asked. */
final class StandIn implements AutoCloseable {
  private final HttpServer server;
  private final List<String> requests = new CopyOnWriteArrayList<>();

  /**
   * @param answer what it says
   */
  StandIn(Answer answer) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> serve(exchange, answer));
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Method, path and body of each. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void serve(HttpExchange exchange, Answer answer) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      String request = exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body;
      requests.add(request);
      Reply reply = answer.to(request);
      exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
      byte[] bytes = reply.body().getBytes(UTF_8);
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(reply.status(), head ? -1 : bytes.length);
      if (!head) {
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  /** What it says to a request. */
  @FunctionalInterface
  interface Answer {
    Reply to(String request);
  }

  /**
   * One reply.
   *
   * @param status HTTP status
   * @param body JSON
   */
  record Reply(int status, String body) {}
}
