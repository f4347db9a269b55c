package io.github.slmsagemaker.http.forward;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.HttpReply;
import io.github.slmsagemaker.http.HttpRequest;
import io.github.slmsagemaker.http.server.HttpServer;
import io.github.slmsagemaker.http.server.HttpServerSettings;
import io.github.slmsagemaker.testkit.http.RawClient;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server over TLS, with a certificate made for the test and trusted by the forwarder. */
final class HttpForwarderTlsTest {
  private static final String PASSWORD = "for-one-test";

  @TempDir private Path folder;

  @ParameterizedTest(name = "a certificate of {0}: {1}")
  @CsvSource({"ip:127.0.0.1, 200", "dns:elsewhere.example, 502"})
  void only_a_certificate_that_names_the_server_is_taken(String name, int status) throws Exception {
    SSLContext context = context(name);
    HttpsServer upstream = HttpsServer.create(address(0), 0);
    upstream.setHttpsConfigurator(new HttpsConfigurator(context));
    upstream.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestURI().getPath().getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    upstream.start();
    HttpForwarder forwarder =
        new HttpForwarder(
            address(upstream.getAddress().getPort()),
            context.getSocketFactory()::createSocket,
            Duration.ofSeconds(5),
            Duration.ofSeconds(20));
    try (HttpServer front =
        HttpServer.start(HttpServerSettings.defaults(), (in, out) -> pass(forwarder, in, out))) {
      String reply =
          RawClient.exchange(
              front.port(), "GET /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

      assertThat(reply).startsWith("HTTP/1.1 " + status + " ");
      assertThat(reply.endsWith("/a")).isEqualTo(status == 200);
    } finally {
      upstream.stop(0);
    }
  }

  private static void pass(HttpForwarder forwarder, HttpRequest request, HttpReply reply) {
    try {
      forwarder.forward(request, request.headers(), reply);
    } catch (IOException failure) {
      reply.send(502, Headers.none(), new byte[0]);
    }
  }

  private static InetSocketAddress address(int port) {
    return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
  }

  private SSLContext context(String name) throws Exception {
    Path file = folder.resolve("keys.p12");
    Path log = folder.resolve("keytool.log");
    int made =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                file.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keyalg",
                "EC",
                "-dname",
                "CN=test",
                "-ext",
                "san=" + name)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    assertThat(made).as(Files.readString(log)).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD.toCharArray());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("test", keys.getCertificate("mykey"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
