package io.github.slmsagemaker.cli.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.slmsagemaker.cli.account.AccountFailure;
import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.HttpReply;
import io.github.slmsagemaker.http.HttpRequest;
import io.github.slmsagemaker.http.server.HttpServer;
import io.github.slmsagemaker.http.server.HttpServerSettings;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Where a browser comes back to on this machine, once, with a code. */
final class Redirect implements AutoCloseable {
  private static final String PATH = "/signed-in";
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final CompletableFuture<Map<String, String>> said = new CompletableFuture<>();
  private final String state;
  private final HttpServer server;

  private Redirect(int port, String state) {
    this.state = state;
    this.server =
        HttpServer.start(
            HttpServerSettings.defaults()
                .withAddress(InetAddress.ofLiteral("127.0.0.1"))
                .withPort(port),
            this::handle);
  }

  /**
   * Listens for a browser that knows the state.
   *
   * @throws AccountFailure where the port is taken
   */
  static Redirect listen(int port, String state) {
    try {
      return new Redirect(port, state);
    } catch (UncheckedIOException taken) {
      throw new AccountFailure(
          "port %d on 127.0.0.1 cannot be listened on; end what has it, or name another one with"
                  .formatted(port)
              + " --port that the issuer knows");
    }
  }

  /** What the issuer is told. */
  String address() {
    return "http://localhost:" + server.port() + PATH;
  }

  /**
   * The code, once the person has signed in.
   *
   * @throws AccountFailure where the issuer refused, or nobody came
   */
  String code() {
    try {
      Map<String, String> fields = said.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      String code = fields.get("code");
      if (code == null) {
        throw new AccountFailure("the issuer refused: " + reason(fields));
      }
      return code;
    } catch (TimeoutException | ExecutionException nobody) {
      throw new AccountFailure("nobody signed in within " + PATIENCE.toMinutes() + " minutes");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AccountFailure("interrupted while waiting for the browser");
    }
  }

  @Override
  public void close() {
    server.drain(Duration.ofSeconds(1));
    server.close();
  }

  /** Other pages of the browser may come here too: they do not know the state. */
  private void handle(HttpRequest request, HttpReply reply) {
    Map<String, String> fields = fields(request.query().orElse(""));
    if (!request.path().equals(PATH) || !state.equals(fields.get("state"))) {
      answer(reply, 404, "There is nothing here.");
      return;
    }
    boolean signedIn = fields.containsKey("code");
    answer(
        reply,
        signedIn ? 200 : 400,
        "You are %s. Go back to the terminal.".formatted(signedIn ? "signed in" : "not signed in"));
    said.complete(fields);
  }

  /** A word of RFC 6749; anything else could write on the terminal. */
  private static String reason(Map<String, String> fields) {
    String error = fields.getOrDefault("error", "");
    return error.matches("[a-z_]{1,64}") ? error : "it gave no reason";
  }

  private static void answer(HttpReply reply, int status, String text) {
    reply.send(
        status, Headers.of("Content-Type", "text/plain; charset=utf-8"), text.getBytes(UTF_8));
  }

  private static Map<String, String> fields(String query) {
    return Arrays.stream(query.split("&", -1))
        .map(field -> field.split("=", 2))
        .filter(field -> field.length == 2)
        .collect(
            Collectors.toMap(field -> field[0], field -> decoded(field[1]), (first, _) -> first));
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException odd) {
      return "";
    }
  }
}
