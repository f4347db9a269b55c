package io.github.slmsagemaker.cli.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** An OpenAI-compatible API that replies what it is told, in turn; it serves one model. */
final class ScriptedApi implements AutoCloseable {
  /** A whole answer. */
  static final Reply FINE = stream("{\"choices\":[{\"delta\":{\"content\":\"Fine.\"}}]}", "[DONE]");

  record Reply(int status, Map<String, String> headers, String body) {}

  final List<String> requests = new CopyOnWriteArrayList<>();
  private final Deque<Reply> script;
  private final HttpServer server;

  ScriptedApi(Reply... replies) throws IOException {
    script = new ArrayDeque<>(List.of(replies));
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.createContext("/v1/models", exchange -> send(exchange, MODELS));
    server.createContext("/v1/chat/completions", this::answer);
    server.start();
  }

  private static final Reply MODELS =
      new Reply(200, Map.of(), "{\"data\":[{\"id\":\"first\"},{\"id\":\"second\"}]}");

  /** Events with this data. */
  static Reply stream(String... data) {
    StringBuilder body = new StringBuilder(": waiting\n\n");
    List.of(data).forEach(each -> body.append("data: ").append(each).append("\n\n"));
    return new Reply(200, Map.of("Content-Type", "text/event-stream"), body.toString());
  }

  /** An error of OpenAI's form. */
  static Reply error(int status, String code, String message, Map<String, String> headers) {
    String body =
        """
        {"error": {"message": "%s", "type": "server_error", "param": null, "code": "%s"}}"""
            .formatted(message, code);
    return new Reply(status, headers, body);
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private synchronized void answer(HttpExchange exchange) {
    try {
      requests.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
      send(exchange, script.remove());
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    try (exchange) {
      byte[] body = reply.body().getBytes(UTF_8);
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(reply.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
