package io.github.slmsagemaker.local.llama.worker;

import static io.github.slmsagemaker.local.llama.worker.RunningWorker.ALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.slmsagemaker.local.llama.Generation;
import io.github.slmsagemaker.local.llama.GenerationRequest;
import io.github.slmsagemaker.local.llama.LlamaException;
import io.github.slmsagemaker.local.llama.RealEngine;
import io.github.slmsagemaker.local.llama.Sampling;
import io.github.slmsagemaker.local.llama.StopReason;
import io.github.slmsagemaker.local.llama.TextMode;
import io.github.slmsagemaker.local.llama.worker.RunningWorker.Held;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LlamaWorkerTest {
  private RunningWorker running;
  private LlamaWorker worker;

  @BeforeEach
  void start() {
    running = new RunningWorker();
    worker = running.worker;
  }

  @AfterEach
  void close() {
    if (running != null) {
      running.close();
    }
  }

  @Test
  void an_answer_has_the_text_of_its_ids() throws InterruptedException {
    for (long seed = 0; seed < 20; seed++) {
      StringBuilder text = new StringBuilder();
      List<Integer> ids = new ArrayList<>();
      Generation answer =
          worker
              .submit(
                  running.request(100, seed),
                  token -> {
                    text.append(token.text());
                    return ids.add(token.id());
                  })
              .await();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      answer.ids().forEach(id -> bytes.writeBytes(worker.model().pieceBytes(id, false)));
      assertThat(ids).as("seed %d", seed).isEqualTo(answer.ids()).hasSize(100);
      assertThat(text + answer.unfinishedText()).isEqualTo(bytes.toString(StandardCharsets.UTF_8));
    }
  }

  @Test
  void token_by_token_every_tokens_text_is_its_own_bytes() throws InterruptedException {
    GenerationRequest whole = running.request(100, 3);
    GenerationRequest single = whole.withText(TextMode.TOKEN_BY_TOKEN);
    StringBuilder text = new StringBuilder();
    Generation answer =
        worker
            .submit(
                single,
                token -> {
                  byte[] bytes = worker.model().pieceBytes(token.id(), true);
                  text.append(token.text());
                  return token.text().equals(new String(bytes, StandardCharsets.UTF_8));
                })
            .await();
    assertThat(answer.stopReason()).isEqualTo(StopReason.LIMIT);
    assertThat(text.toString()).as("a random model emits broken bytes").contains("\uFFFD");
    assertThat(answer.unfinishedText()).isEmpty();
  }

  @Test
  void the_same_seed_gives_the_same_answer_whatever_came_between() throws InterruptedException {
    List<Integer> first = worker.submit(running.request(50, 9), ALL).await().ids();
    worker.submit(running.request(30, 10), ALL).await();
    assertThat(worker.submit(running.request(50, 9), ALL).await().ids()).isEqualTo(first);
  }

  @Test
  void one_too_many_is_refused_at_once_and_the_others_are_answered() throws InterruptedException {
    Held held = running.hold();
    Ticket second = worker.submit(running.request(5, 2), ALL);
    Ticket third = worker.submit(running.request(5, 3), ALL);
    assertThat(worker.waiting()).isEqualTo(2);
    assertThatThrownBy(() -> worker.submit(running.request(5, 4), ALL))
        .isInstanceOfSatisfying(
            LlamaException.Busy.class, e -> assertThat(e.waiting()).isEqualTo(2));
    held.released.countDown();
    assertThat(held.ticket.await().ids()).hasSize(100);
    assertThat(second.await().ids()).hasSize(5);
    assertThat(third.await().ids()).hasSize(5);
    assertThat(worker.submit(running.request(5, 4), ALL).await().ids()).hasSize(5);
  }

  @Test
  void answers_come_in_the_order_of_their_requests() throws InterruptedException {
    Held held = running.hold();
    List<String> order = new ArrayList<>();
    Ticket second = worker.submit(running.request(1, 2), _ -> order.add("second"));
    Ticket third = worker.submit(running.request(1, 3), _ -> order.add("third"));
    held.released.countDown();
    third.await();
    second.await();
    assertThat(order).containsExactly("second", "third");
  }

  @Test
  void a_cancelled_generation_ends_before_its_next_token() throws InterruptedException {
    Held held = running.hold();
    held.ticket.cancel();
    held.released.countDown();
    Generation generation = held.ticket.await();
    assertThat(generation.stopReason()).isEqualTo(StopReason.CANCELLED);
    assertThat(generation.ids()).hasSize(1);
  }

  @Test
  void a_cancelled_waiter_leaves_the_queue_at_once() throws InterruptedException {
    Held held = running.hold();
    Ticket waiter = worker.submit(running.request(5, 2), ALL);
    waiter.cancel();
    Generation answer = waiter.await();
    assertThat(answer.stopReason()).isEqualTo(StopReason.CANCELLED);
    assertThat(answer.ids()).isEmpty();
    assertThat(worker.waiting()).isZero();
    held.released.countDown();
    assertThat(held.ticket.await().stopReason()).isEqualTo(StopReason.LIMIT);
    waiter.cancel();
    held.ticket.cancel();
  }

  @Test
  void what_a_consumer_throws_comes_out_and_the_worker_goes_on() throws InterruptedException {
    Ticket broken =
        worker.submit(
            running.request(5, 1),
            _ -> {
              throw new IllegalStateException("consumer broke");
            });
    assertThatThrownBy(broken::await).hasMessage("consumer broke");
    assertThat(worker.submit(running.request(5, 1), ALL).await().ids()).hasSize(5);
  }

  @Test
  void what_cannot_run_is_refused_before_it_waits() {
    GenerationRequest runnable = running.request(5, 1);
    List<Integer> tooLong = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      tooLong.add(65);
    }
    GenerationRequest overflow = GenerationRequest.of(tooLong, 5, runnable.sampling());
    assertThatThrownBy(() -> worker.submit(overflow, ALL))
        .isInstanceOf(LlamaException.ContextOverflow.class);
    assertThatThrownBy(() -> GenerationRequest.of(new int[0], 1, Sampling.greedy()))
        .isInstanceOf(LlamaException.InvalidRequest.class);
  }

  /** As deep as the check of grammars lets pass, on the thread that walks them. */
  @Test
  void a_grammar_at_the_limit_of_depth_is_walked() throws InterruptedException {
    Sampling sampling = Sampling.builder().grammar(chain(4090)).build();
    assertThatThrownBy(() -> Sampling.builder().grammar(chain(4100)).build())
        .isInstanceOf(LlamaException.InvalidGrammar.class);
    int[] prompt = worker.model().tokenize("hello", true, false);
    Generation answer = worker.submit(GenerationRequest.of(prompt, 3, sampling), ALL).await();
    assertThat(answer.ids()).isNotEmpty();
  }

  /** Each rule begins with the next. */
  private static String chain(int rules) {
    StringBuilder chain = new StringBuilder("root ::= r0\n");
    for (int i = 0; i < rules; i++) {
      chain.append("r%d ::= r%d\n".formatted(i, i + 1));
    }
    return chain + "r" + rules + " ::= \"a\"";
  }

  /** Two lists that begin alike: every further bracket doubles the ways to read the answer. */
  @Test
  void a_grammar_whose_ways_multiply_is_refused_before_they_fill_the_memory() {
    int bracket = worker.model().tokenize("[", false, false)[0];
    Sampling sampling =
        Sampling.builder()
            .grammar("root ::= a | b\na ::= \"[\" root \"x\" | \"1\"\nb ::= \"[\" root \"y\"")
            .logitBias(bracket, 1000)
            .build();
    int[] prompt = worker.model().tokenize("hello", true, false);
    Ticket ticket = worker.submit(GenerationRequest.of(prompt, 200, sampling), ALL);
    assertThatThrownBy(ticket::await)
        .isInstanceOf(LlamaException.InvalidGrammar.class)
        .hasMessageContaining("ways");
  }

  /** Each has a grammar of some hundred kilobytes, so that one that stays is seen. */
  @Test
  void two_hundred_generations_keep_memory_level() throws InterruptedException {
    generate(50);
    long before = RealEngine.residentBytes();
    assumeTrue(before > 0, "this system does not say how much memory a process has");
    generate(200);
    assertThat(RealEngine.residentBytes() - before).isLessThan(8L << 20);
  }

  private void generate(int times) throws InterruptedException {
    String grammar = "root ::= ([a-z ] | \"" + "x".repeat(10_000) + "\")*";
    int[] prompt = worker.model().tokenize("hello world", true, false);
    for (int i = 0; i < times; i++) {
      Sampling sampling = Sampling.builder().seed(i).grammar(grammar).build();
      GenerationRequest request = GenerationRequest.of(prompt, 10, sampling).withLogprobs(5);
      assertThat(worker.submit(request, ALL).await().ids()).isNotEmpty();
    }
  }
}
