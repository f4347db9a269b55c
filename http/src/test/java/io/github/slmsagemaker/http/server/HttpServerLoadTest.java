package io.github.slmsagemaker.http.server;

import static io.github.slmsagemaker.testkit.http.RawClient.head;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.HttpHandler;
import io.github.slmsagemaker.http.HttpStream;
import io.github.slmsagemaker.http.forward.HttpForwarder;
import io.github.slmsagemaker.testkit.http.RawClient;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpServerLoadTest {
  private static final int CLIENTS = 64;
  private static final int REQUESTS = 25;

  private static final HttpHandler ECHO_IN_PIECES =
      (request, reply) -> {
        HttpStream stream = reply.stream(200, Headers.none());
        for (byte each : request.body()) {
          stream.write(new byte[] {each});
        }
        stream.end();
      };

  @Test
  void interleaved_requests_get_their_own_answers() throws Exception {
    try (HttpServer server = HttpServer.start(HttpServerSettings.defaults(), ECHO_IN_PIECES)) {
      everyClientGetsItsOwn(server.port());
    }
  }

  @Test
  void interleaved_requests_get_their_own_answers_through_a_forwarder() throws Exception {
    try (HttpServer upstream = HttpServer.start(HttpServerSettings.defaults(), ECHO_IN_PIECES)) {
      HttpForwarder forwarder =
          new HttpForwarder(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), upstream.port()),
              Duration.ofSeconds(5),
              Duration.ofSeconds(20));
      HttpHandler forward =
          (request, reply) -> forwarder.forward(request, request.headers(), reply);
      try (HttpServer server = HttpServer.start(HttpServerSettings.defaults(), forward)) {
        everyClientGetsItsOwn(server.port());
      }
    }
  }

  @Test
  void overload_is_shed_and_overcome() throws Exception {
    HttpServerSettings settings =
        HttpServerSettings.defaults().withCaps(Caps.USUAL.withConnections(8));
    AtomicInteger shed = new AtomicInteger();
    try (HttpServer server = HttpServer.start(settings, ECHO_IN_PIECES)) {
      concurrently(
          client -> {
            for (int i = 0; i < REQUESTS; i++) {
              String body = "client %d request %d".formatted(client, i);
              if (refused(server.port(), body)) {
                shed.incrementAndGet();
              }
            }
          });
      assertThat(shed).hasPositiveValue();
      while (refused(server.port(), "after")) {
        Thread.sleep(50);
      }
    }
  }

  /** Sends a body; tells whether there were too many connections, else checks the answer. */
  private static boolean refused(int port, String body) throws IOException {
    try (RawClient connection = new RawClient(port)) {
      connection.send(post(body, "Connection: close"));
      String head = connection.readHead();
      if (head.startsWith("HTTP/1.1 200 OK")) {
        assertThat(connection.readChunks()).isEqualTo(body);
        return false;
      }
      assertThat(head).startsWith("HTTP/1.1 503 ");
      return true;
    } catch (EOFException | SocketException farTooMany) {
      return true;
    }
  }

  private static void everyClientGetsItsOwn(int port) throws Exception {
    concurrently(
        client -> {
          try (RawClient connection = new RawClient(port)) {
            for (int i = 0; i < REQUESTS; i++) {
              String body = "client %d request %d".formatted(client, i);
              connection.send(post(body, "X: y"));
              assertThat(connection.readHead()).startsWith("HTTP/1.1 200 OK");
              assertThat(connection.readChunks()).isEqualTo(body);
            }
          }
        });
  }

  private static void concurrently(Client client) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Void>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        int number = i;
        clients.add(
            () -> {
              client.run(number);
              return null;
            });
      }
      for (Future<Void> each : threads.invokeAll(clients)) {
        each.get();
      }
    }
  }

  private static String post(String body, String header) {
    return head("POST / HTTP/1.1", "Host: h", header, "Content-Length: " + body.length()) + body;
  }

  /** One of many clients. */
  private interface Client {
    void run(int number) throws Exception;
  }
}
