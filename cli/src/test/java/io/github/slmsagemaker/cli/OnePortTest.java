package io.github.slmsagemaker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Promise P21, on the real process: what it listens on, and what of the machine does not matter.
 */
@Timeout(120)
final class OnePortTest {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  @Test
  void it_listens_on_one_port_of_127_0_0_1_and_on_nothing_else() throws Exception {
    assumeTrue(ListeningSockets.canBeSeen(), "this machine has no /proc/net/tcp");
    try (SlmProcess slm = new SlmProcess()) {
      assertThat(chat(slm).statusCode()).isEqualTo(200);

      assertThat(ListeningSockets.of(slm.pid()))
          .containsExactly(new InetSocketAddress(LOOPBACK, slm.baseUrl().getPort()));
    }
  }

  @Test
  void a_preference_for_ipv6_changes_nothing() throws Exception {
    try (SlmProcess slm =
        new SlmProcess(Map.of(), List.of("-Djava.net.preferIPv6Addresses=true"))) {
      HttpResponse<String> reply = chat(slm);

      assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
      assertThat(slm.baseUrl().getHost()).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void a_proxy_of_the_machine_is_not_asked() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (ServerSocket proxy = new ServerSocket(0, 50, LOOPBACK)) {
      Thread.ofVirtual().start(() -> count(proxy, asked));
      String url = "http://127.0.0.1:" + proxy.getLocalPort();
      Map<String, String> environment = new HashMap<>();
      for (String name : List.of("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")) {
        environment.put(name, url);
        environment.put(name.toLowerCase(Locale.ROOT), url);
      }
      List<String> jvm =
          List.of(
              "-Dhttp.proxyHost=127.0.0.1",
              "-Dhttp.proxyPort=" + proxy.getLocalPort(),
              "-Dhttps.proxyHost=127.0.0.1",
              "-Dhttps.proxyPort=" + proxy.getLocalPort());
      try (SlmProcess slm = new SlmProcess(environment, jvm)) {
        HttpResponse<String> reply = chat(slm);

        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(asked).hasValue(0);
      }
    }
  }

  private static void count(ServerSocket proxy, AtomicInteger asked) {
    try {
      while (true) {
        proxy.accept().close();
        asked.incrementAndGet();
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private static HttpResponse<String> chat(SlmProcess slm) throws Exception {
    String body =
        """
        {"model": "slm-demo", "max_tokens": 1,
         "messages": [{"role": "user", "content": "What is 3 + 4?"}]}""";
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(slm.baseUrl() + "/chat/completions"))
              .header("Authorization", "Bearer " + slm.key())
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(body))
              .build(),
          BodyHandlers.ofString());
    }
  }
}
