package io.github.slmsagemaker.invoker.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.chat.ToolCall;
import io.github.slmsagemaker.core.engine.Call;
import io.github.slmsagemaker.core.engine.Capabilities;
import io.github.slmsagemaker.core.engine.Completion;
import io.github.slmsagemaker.core.engine.Engine;
import io.github.slmsagemaker.core.engine.Generation;
import io.github.slmsagemaker.core.engine.Piece;
import io.github.slmsagemaker.core.openai.request.ChatRequestReader;
import io.github.slmsagemaker.testkit.engine.FakeEngine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class IsolationTest {
  private static final int REQUESTS = 24;
  private static final Pattern NUMBER = Pattern.compile("number (\\d+)");

  private final AtomicInteger ids = new AtomicInteger();
  private final Answering answering =
      new Answering(Stage.SERVED, () -> "call_" + ids.incrementAndGet());

  @Test
  void interleaved_answers_do_not_mix() throws Exception {
    Engine engine = new InStep("say ", "%s", " and ", "%s", " again");

    List<Heard> all = together(engine, "");

    for (int number = 0; number < REQUESTS; number++) {
      assertThat(all.get(number).text()).isEqualTo("say %d and %d again".formatted(number, number));
    }
  }

  @Test
  void interleaved_checks_and_calls_do_not_mix() throws Exception {
    String tools =
        """
        ,"tool_choice":"required","tools":[{"type":"function","function":{"name":"set",
         "parameters":{"type":"object","properties":{"n":{"const":NUMBER}},"required":["n"]}}}]
        """;
    Engine engine = new InStep("{\"name\":\"set\",", "\"arguments\":{\"n\":", "%s", "}", "}");

    List<Heard> all = together(engine, tools);

    for (int number = 0; number < REQUESTS; number++) {
      assertThat(all.get(number).calls())
          .extracting(ToolCall::arguments)
          .containsExactly("{\"n\":%d}".formatted(number));
    }
    assertThat(all.stream().flatMap(each -> each.calls().stream()).map(ToolCall::id))
        .doesNotHaveDuplicates();
  }

  private List<Heard> together(Engine engine, String fields) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(REQUESTS)) {
      List<Future<Heard>> running = new ArrayList<>();
      for (int i = 0; i < REQUESTS; i++) {
        int number = i;
        running.add(threads.submit(() -> answered(engine, fields, number)));
      }
      List<Heard> all = new ArrayList<>();
      for (Future<Heard> each : running) {
        all.add(each.get(60, TimeUnit.SECONDS));
      }
      return all;
    }
  }

  private Heard answered(Engine engine, String fields, int number) {
    String body =
        """
        {"model":"hermes-3-llama-3.1-8b","messages":[{"role":"user","content":"number %d"}]%s}
        """
            .formatted(number, fields.replace("NUMBER", Integer.toString(number)));
    Heard heard = new Heard();
    answering.chat(
        ChatRequestReader.read(body.getBytes(StandardCharsets.UTF_8)), engine, Stage.call(), heard);
    return heard;
  }

  /** Hands a piece to every request before the next piece to any; each hears its own number. */
  private static final class InStep implements Engine {
    private final List<String> pieces;
    private final CyclicBarrier step = new CyclicBarrier(REQUESTS);

    InStep(String... pieces) {
      this.pieces = List.of(pieces);
    }

    @Override
    public Capabilities capabilities() {
      return FakeEngine.EVERYTHING;
    }

    @Override
    public Completion generate(Generation generation, Call call, PieceListener listener) {
      Matcher number = NUMBER.matcher(generation.prompt().text());
      assertThat(number.find()).isTrue();
      for (String piece : pieces) {
        await();
        listener.accept(Piece.of(piece.replace("%s", number.group(1))));
      }
      return new Completion(
          Completion.FinishReason.STOP, 1, pieces.size(), 0, List.of(), Optional.empty());
    }

    private void await() {
      try {
        step.await(30, TimeUnit.SECONDS);
      } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
        throw new IllegalStateException("not all requests were under way together", e);
      }
    }
  }
}
