package io.github.slmsagemaker.http.forward;

import static io.github.slmsagemaker.testkit.http.RawClient.head;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.HttpHandler;
import io.github.slmsagemaker.http.server.HttpServer;
import io.github.slmsagemaker.http.server.HttpServerSettings;
import io.github.slmsagemaker.testkit.http.RawClient;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server behind that listens on a socket file. */
@Timeout(30)
class HttpForwarderFileTest {
  private static final String GET = head("GET /a HTTP/1.1", "Host: h", "Connection: close");

  @TempDir private Path folder;
  private Path file;
  private ServerSocketChannel behind;

  @BeforeEach
  void listen() throws IOException {
    file = folder.resolve("engine.sock");
    behind =
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
            .bind(UnixDomainSocketAddress.of(file));
  }

  @AfterEach
  void end() throws IOException {
    behind.close();
  }

  @Test
  void an_answer_comes_back_through_the_file() throws Exception {
    try (HttpServer front = front();
        RawClient client = new RawClient(front.port())) {
      client.send(GET);
      try (SocketChannel connection = behind.accept()) {
        assertThat(read(connection)).startsWith("GET /a HTTP/1.1\r\n");
        connection.write(UTF_8.encode("HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\nhi"));

        assertThat(client.readToEnd()).startsWith("HTTP/1.1 201 ").endsWith("\r\n\r\nhi");
      }
    }
  }

  @Test
  void a_client_that_hangs_up_closes_the_connection_to_the_file() throws Exception {
    try (HttpServer front = front()) {
      RawClient client = new RawClient(front.port());
      client.send(GET);
      try (SocketChannel connection = behind.accept()) {
        read(connection);
        client.close();

        assertThat(connection.read(ByteBuffer.allocate(1))).isEqualTo(-1);
      }
    }
  }

  @Test
  void where_nobody_listens_no_answer_is_made_up() throws Exception {
    behind.close();
    try (HttpServer front = front()) {
      assertThat(RawClient.exchange(front.port(), GET)).startsWith("HTTP/1.1 502 ");
    }
  }

  private HttpServer front() {
    HttpForwarder forwarder = HttpForwarder.toFile(file);
    HttpHandler handler =
        (request, reply) -> {
          try {
            forwarder.forward(request, request.headers(), reply);
          } catch (IOException failure) {
            reply.send(502, Headers.none(), new byte[0]);
          }
        };
    return HttpServer.start(HttpServerSettings.defaults(), handler);
  }

  private static String read(SocketChannel connection) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(4096);
    while (!new String(bytes.array(), 0, bytes.position(), UTF_8).contains("\r\n\r\n")) {
      assertThat(connection.read(bytes)).isPositive();
    }
    return new String(bytes.array(), 0, bytes.position(), UTF_8);
  }
}
