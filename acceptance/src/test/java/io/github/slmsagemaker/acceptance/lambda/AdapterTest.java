package io.github.slmsagemaker.acceptance.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.slmsagemaker.testkit.container.FakeContainer;
import io.github.slmsagemaker.testkit.container.FakeContainer.Behaviour;
import io.github.slmsagemaker.testkit.container.LlamaServerReplies;
import io.github.slmsagemaker.testkit.lambda.Invocation;
import io.github.slmsagemaker.testkit.lambda.Invocation.FunctionFailed;
import io.github.slmsagemaker.testkit.lambda.ProxyReply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged invoker behind the real adapter, as Lambda runs both. Times are printed, never
 * asserted: they are this machine's.
 */
@Timeout(120)
final class AdapterTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration LONG = Duration.ofMinutes(10);

  /** What 1024 MB bring of a processor, by Lambda's rule of 1769 MB for a whole one. */
  private static final String QUOTA = "58000";

  private static final String PERIOD = "100000";

  @TempDir private Path folder;

  @BeforeEach
  void require_adapter_and_package() {
    InvokerSandbox.missing().ifPresent(reason -> assumeTrue(false, reason));
  }

  @Test
  void an_instance_registers_starts_and_answers_from_one_model_call_each() throws Exception {
    try (InvokerSandbox function = function(LONG, List.of(), "Hel", "lo")) {
      long start = System.nanoTime();
      assertThat(function.sandbox().api().awaitInit(PATIENCE)).as(said()).isEmpty();
      print("init", start);
      assertThat(function.sandbox().api().extensions()).containsExactly("lambda-adapter");

      for (String name : List.of("first request", "warm request")) {
        start = System.nanoTime();
        ProxyReply reply = ask(function, false);
        String body = new String(reply.body().readAllBytes(), UTF_8);
        print(name, start);
        assertThat(reply.status()).as(body).isEqualTo(200);
        assertThat(body).contains("\"content\":\"Hello\"");
      }
      assertThat(function.engine().requests()).hasSize(2);
    }
  }

  @Test
  void a_token_reaches_the_client_before_the_next_is_made() throws Exception {
    CountDownLatch rest = new CountDownLatch(1);
    try (InvokerSandbox function = function(LONG, List.of(), "Hel", "lo", "!")) {
      function.engine().then(new Behaviour.Hold(2, rest));
      ProxyReply reply = ask(function, true);

      String before = untilSays(reply, "Hel");
      assertThat(before).doesNotContain("lo\"", "[DONE]");
      rest.countDown();
      assertThat(new String(reply.body().readAllBytes(), UTF_8)).endsWith("data: [DONE]\n\n");
      assertThat(reply.headers().get("content-type"))
          .singleElement()
          .asString()
          .startsWith("text/event-stream");
    }
  }

  @Test
  void a_client_that_leaves_is_no_end_of_the_instance() throws Exception {
    try (InvokerSandbox function = function(LONG, List.of(), "Hel", "lo")) {
      Invocation left = function.sandbox().invoke(Events.chat(true));
      left.answer(PATIENCE).body().close();

      assertThat(left.endedWell(PATIENCE)).as("Lambda lets it go on").isTrue();
      assertThat(ask(function, false).status()).isEqualTo(200);
      assertThat(function.engine().requests()).hasSize(2);
    }
  }

  @Test
  void a_function_that_takes_too_long_is_ended_with_its_sandbox() throws Exception {
    try (InvokerSandbox function = function(Duration.ofSeconds(3), List.of(), "Hel", "lo")) {
      assertThat(function.sandbox().api().awaitInit(PATIENCE)).as(said()).isEmpty();
      function.engine().then(new Behaviour.Stall(0));
      Invocation stalled = function.sandbox().invoke(Events.chat(false));

      assertThatThrownBy(() -> stalled.answer(PATIENCE))
          .isInstanceOf(FunctionFailed.class)
          .hasMessageContaining("Task timed out after 3.0 seconds");
      function.sandbox().awaitEnd();
      assertThat(function.sandbox().alive()).isFalse();
    }
  }

  @Test
  void a_cold_start_on_the_share_of_a_processor_that_its_memory_brings() throws Exception {
    Path group = Path.of("/sys/fs/cgroup/cpu/slm-" + ProcessHandle.current().pid());
    assumeTrue(
        Files.isWritable(group.getParent()) && group.toFile().mkdir(),
        "no processor cgroup (v1) may be made here");
    try {
      Files.writeString(group.resolve("cpu.cfs_period_us"), PERIOD);
      Files.writeString(group.resolve("cpu.cfs_quota_us"), QUOTA);
      List<String> inside =
          List.of(
              "sh", "-c", "echo $$ > %s/cgroup.procs && exec \"$@\"".formatted(group), "inside");
      try (InvokerSandbox function = function(LONG, inside, "Hel", "lo")) {
        long start = System.nanoTime();
        assertThat(function.sandbox().api().awaitInit(PATIENCE)).as(said()).isEmpty();
        print("init at 0.58 processors", start);
        start = System.nanoTime();
        assertThat(ask(function, false).status()).isEqualTo(200);
        print("first request at 0.58 processors", start);
      }
    } finally {
      TimeUnit.MILLISECONDS.sleep(200);
      Files.deleteIfExists(group);
    }
  }

  private InvokerSandbox function(Duration timeout, List<String> before, String... tokens)
      throws IOException {
    FakeContainer engine = FakeContainer.start(new LlamaServerReplies(List.of(tokens)));
    return InvokerSandbox.before(engine, timeout, before, folder);
  }

  private static ProxyReply ask(InvokerSandbox function, boolean streamed) throws Exception {
    return ProxyReply.of(function.sandbox().invoke(Events.chat(streamed)).answer(PATIENCE));
  }

  private static String untilSays(ProxyReply reply, String text) throws IOException {
    StringBuilder said = new StringBuilder();
    byte[] part = new byte[4096];
    while (!said.toString().contains(text)) {
      int read = reply.body().read(part);
      assertThat(read).as(said.toString()).isPositive();
      said.append(new String(part, 0, read, UTF_8));
    }
    return said.toString();
  }

  private String said() throws IOException {
    Path log = folder.resolve("function.log");
    return Files.exists(log) ? Files.readString(log) : "it said nothing";
  }

  private static void print(String what, long start) {
    System.out.printf("lambda: %s %d ms%n", what, (System.nanoTime() - start) / 1_000_000);
  }
}
