package io.github.slmsagemaker.testkit.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import io.github.slmsagemaker.testkit.lambda.ProxyReply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The answer to one request, on its way to who asked. */
final class Exchange {
  private static final int MOST_AT_ONCE = 1 << 16;

  /** "Amazon API Gateway important notes": under this name a client sees it. */
  private static final Map<String, String> REMAPPED =
      Map.of("www-authenticate", "x-amzn-remapped-www-authenticate");

  /** The server sets these itself. */
  private static final List<String> OURS =
      List.of("connection", "content-length", "date", "transfer-encoding");

  private final HttpExchange exchange;
  private final Variables variables;
  private int status;
  private Optional<ResponseType> why = Optional.empty();

  Exchange(HttpExchange exchange, Variables variables) {
    this.exchange = exchange;
    this.variables = variables;
  }

  Variables variables() {
    return variables;
  }

  /** 0 before it is known. */
  int status() {
    return status;
  }

  /** Why the gateway answered itself, where it did. */
  Optional<ResponseType> why() {
    return why;
  }

  /** Sends what the gateway says itself. */
  void send(GatewayResponses responses, ResponseType type) throws IOException {
    why = Optional.of(type);
    variables.failed(type);
    GatewayResponses.Rendered rendered = responses.render(type, variables.all());
    rendered.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
    send(rendered.status(), new ByteArrayInputStream(rendered.body().getBytes(UTF_8)));
  }

  /** Sends a function's answer as it comes, a part at a time. */
  void send(ProxyReply reply) throws IOException {
    reply
        .headers()
        .forEach(
            (name, values) -> {
              String small = name.toLowerCase(Locale.ROOT);
              if (!OURS.contains(small)) {
                values.forEach(
                    value ->
                        exchange
                            .getResponseHeaders()
                            .add(REMAPPED.getOrDefault(small, name), value));
              }
            });
    send(reply.status(), reply.body());
  }

  private void send(int sent, InputStream body) throws IOException {
    status = sent;
    exchange.getResponseHeaders().add("x-amzn-RequestId", variables.all().get("context.requestId"));
    boolean none = sent == 204 || sent == 304 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(sent, none ? -1 : 0);
    long length = 0;
    if (!none) {
      OutputStream out = exchange.getResponseBody();
      byte[] part = new byte[MOST_AT_ONCE];
      for (int read = body.read(part); read >= 0; read = body.read(part)) {
        out.write(part, 0, read);
        out.flush();
        length += read;
      }
    }
    variables.ended(sent, length);
  }
}
