package io.github.slmsagemaker.invoker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.slmsagemaker.ledger.Budgets;
import io.github.slmsagemaker.ledger.KeyBudget;
import io.github.slmsagemaker.ledger.Usage;
import io.github.slmsagemaker.ledger.dynamodb.DynamoDbLedger;
import io.github.slmsagemaker.ledger.dynamodb.DynamoDbSettings;
import io.github.slmsagemaker.testkit.aws.MotoServer;
import io.github.slmsagemaker.testkit.aws.Tables;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The invoker as a process of its own, before an endpoint that never answers and moto's DynamoDB,
 * killed as nobody can mind while a request is under way.
 */
final class KilledInvokerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /** The prompt's bound is its bytes, so more than 500: one such request fits, and no second. */
  private static final long TOKENS_PER_DAY = 1_000;

  private static final String CHAT =
      """
      {"model": "hermes-3-llama-3.1-8b", "max_tokens": 16,
       "messages": [{"role": "user", "content": "%s"}]}
      """
          .formatted("x".repeat(500));

  @TempDir private Path folder;

  private final List<Process> processes = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private MotoServer moto;
  private HangingEndpoint endpoint;

  @BeforeEach
  void start() throws IOException {
    assumeTrue(MotoServer.installed().isPresent(), MotoServer.ABSENT);
    moto = MotoServer.start();
    endpoint = new HangingEndpoint();
    Tables.create(moto.address(), "us-east-1", "ledger");
  }

  @AfterEach
  void stop() throws IOException {
    processes.forEach(Process::destroyForcibly);
    client.close();
    if (moto != null) {
      moto.close();
      endpoint.close();
    }
  }

  @Test
  void what_it_had_reserved_stays_charged_until_the_window_is_over() throws Exception {
    URI first = invoker();
    var lost = client.sendAsync(chat(first), HttpResponse.BodyHandlers.ofString());
    endpoint.awaitCall();

    processes.getFirst().destroyForcibly();

    assertThat(processes.getFirst().waitFor()).as("killed, not ended").isEqualTo(128 + 9);
    assertThat(lost.handle((_, failed) -> failed != null).join()).as("no answer").isTrue();
    Usage today = usage(Instant.now());
    assertThat(today.used()).isZero();
    assertThat(today.reserved()).isGreaterThan(516).isLessThan(TOKENS_PER_DAY);
    HttpResponse<String> next =
        client.send(chat(invoker()), HttpResponse.BodyHandlers.ofString(UTF_8));
    assertThat(next.statusCode()).as(next.body()).isEqualTo(429);
    assertThat(next.body())
        .contains("insufficient_quota", "0 tokens used, " + today.reserved() + " tokens reserved");
    assertThat(endpoint.calls()).as("calls of the endpoint").isEqualTo(1);
    assertThat(usage(Instant.now().plus(Duration.ofDays(1))).reserved()).as("tomorrow").isZero();
  }

  private URI invoker() throws IOException, InterruptedException {
    int port = freePort();
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Invoker.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log-" + port).toFile());
    builder.environment().keySet().removeIf(name -> name.matches("(AWS|SLM)_.*"));
    builder
        .environment()
        .putAll(
            Map.of(
                "SLM_LANE", "serverless",
                "SLM_ENGINE", "llama-cpp",
                "SLM_MODEL", "hermes-3-llama-3.1-8b",
                "SLM_ENDPOINT_NAME", "slm",
                "SLM_LEDGER_TABLE", "ledger",
                "SLM_TOKENS_PER_DAY", Long.toString(TOKENS_PER_DAY),
                "AWS_LWA_PORT", Integer.toString(port)));
    builder
        .environment()
        .putAll(
            Map.of(
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "stand-in",
                "AWS_SECRET_ACCESS_KEY", "stand-in",
                "AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME", endpoint.address().toString(),
                "AWS_ENDPOINT_URL_DYNAMODB", moto.address().toString()));
    processes.add(builder.start());
    URI address = URI.create("http://127.0.0.1:" + port);
    awaitReady(processes.getLast(), address, folder.resolve("log-" + port));
    return address;
  }

  private void awaitReady(Process process, URI address, Path log)
      throws IOException, InterruptedException {
    HttpRequest health = HttpRequest.newBuilder(address.resolve("/health")).build();
    while (process.isAlive()) {
      try {
        assertThat(client.send(health, HttpResponse.BodyHandlers.ofString()).statusCode())
            .isEqualTo(200);
        return;
      } catch (IOException notYet) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
    throw new AssertionError("the invoker ended:\n" + Files.readString(log));
  }

  private static HttpRequest chat(URI invoker) {
    return HttpRequest.newBuilder(invoker.resolve("/v1/chat/completions"))
        .header("Content-Type", "application/json")
        .timeout(PATIENCE)
        .POST(HttpRequest.BodyPublishers.ofString(CHAT))
        .build();
  }

  /** Of who comes without a key, as the ledger sees it at an instant. */
  private Usage usage(Instant at) {
    Budgets budgets = Budgets.ofEveryKey(KeyBudget.perDay(TOKENS_PER_DAY));
    try (DynamoDbLedger ledger =
        new DynamoDbLedger(DynamoDbSettings.of("ledger").at(moto.address()), budgets, () -> at)) {
      return ledger.usage("none").getFirst();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  /** Takes calls and says nothing. */
  private static final class HangingEndpoint implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final CountDownLatch called = new CountDownLatch(1);
    private final List<Socket> sockets = new ArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();

    HangingEndpoint() throws IOException {
      Thread.ofVirtual().start(this::accept);
    }

    URI address() {
      return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    void awaitCall() throws InterruptedException {
      assertThat(called.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("called").isTrue();
    }

    /** Those that said something: a client may open a connection and think better of it. */
    int calls() {
      return calls.get();
    }

    private void accept() {
      try {
        while (true) {
          Socket socket = server.accept();
          synchronized (this) {
            sockets.add(socket);
          }
          Thread.ofVirtual().start(() -> read(socket));
        }
      } catch (IOException closed) {
        // The test is over.
      }
    }

    private void read(Socket socket) {
      try {
        InputStream said = socket.getInputStream();
        if (said.read() >= 0) {
          calls.incrementAndGet();
          called.countDown();
        }
        said.transferTo(OutputStream.nullOutputStream());
      } catch (IOException gone) {
        // Whoever called was killed.
      }
    }

    @Override
    public synchronized void close() throws IOException {
      server.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }
}
