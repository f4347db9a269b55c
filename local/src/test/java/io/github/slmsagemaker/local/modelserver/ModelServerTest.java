package io.github.slmsagemaker.local.modelserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.core.chat.Sampling;
import io.github.slmsagemaker.core.engine.Call;
import io.github.slmsagemaker.core.engine.Cancellation;
import io.github.slmsagemaker.core.engine.Deadline;
import io.github.slmsagemaker.core.engine.Generation;
import io.github.slmsagemaker.core.engine.Prompt;
import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.local.llama.GenerationRequest;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
final class ModelServerTest {
  @ParameterizedTest
  @EnumSource(names = {"LLAMA_CPP", "TGI_LLAMACPP"})
  void a_too_long_prompt_is_a_context_length_failure(EngineKind kind) {
    try (Stand stand = new Stand(kind, false)) {
      Prompt prompt = Prompt.of("z ".repeat(Stand.CONTEXT));

      assertThatThrownBy(() -> stand.engine.generate(greedy(prompt, 4), call(), _ -> {}))
          .isInstanceOf(Failure.ContextLengthExceeded.class);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LLAMA_CPP", "TGI_LLAMACPP"})
  void a_full_queue_is_busy(EngineKind kind) throws InterruptedException {
    try (Stand stand = new Stand(kind, false)) {
      stand.occupyUntilOneCameAndWent();
      var request =
          GenerationRequest.of(
              stand.prompt(), 1, io.github.slmsagemaker.local.llama.Sampling.greedy());
      var waiting = stand.worker.submit(request, _ -> true);

      assertThatThrownBy(() -> stand.engine.generate(greedy(Prompt.of("Hi"), 4), call(), _ -> {}))
          .isInstanceOf(Failure.EngineBusy.class);
      waiting.cancel();
    }
  }

  @Test
  void a_hang_up_ends_a_running_generation() throws Exception {
    try (Stand stand = new Stand(EngineKind.LLAMA_CPP, true);
        HttpClient client = HttpClient.newHttpClient()) {
      InputStream stream =
          client
              .send(
                  post(
                      stand,
                      "{\"prompt\":\"Hi\",\"n_probs\":50,\"ignore_eos\":true,\"stream\":true}"),
                  BodyHandlers.ofInputStream())
              .body();
      assertThat(stream.read()).isEqualTo('d');
      assertThat(stand.worker.isIdle()).isFalse();

      stream.close();

      while (!stand.worker.isIdle()) {
        Thread.sleep(5);
      }
    }
  }

  @Test
  void an_answer_continued_by_its_ids_goes_on_as_it_would_have() {
    try (Stand stand = new Stand(EngineKind.LLAMA_CPP, false)) {
      Prompt prompt = Prompt.of(Stand.PROMPT);
      List<Integer> whole = ids(stand, prompt, 12);
      assertThat(whole).hasSize(12);
      for (int cut = 1; cut < 12; cut++) {
        List<Integer> begun = whole.subList(0, cut);
        assertThat(ids(stand, prompt.after(begun), 12 - cut))
            .as("cut at %d", cut)
            .isEqualTo(whole.subList(cut, 12));
      }
    }
  }

  @Test
  void the_begin_of_text_token_stands_once() {
    try (Stand stand = new Stand(EngineKind.LLAMA_CPP, false)) {
      var plain = stand.engine.generate(greedy(Prompt.of("Hi"), 1), call(), _ -> {});
      var marked =
          stand.engine.generate(greedy(Prompt.of("<|begin_of_text|>Hi"), 1), call(), _ -> {});

      assertThat(marked.promptTokens()).isEqualTo(plain.promptTokens());
    }
  }

  private static List<Integer> ids(Stand stand, Prompt prompt, int tokens) {
    return stand.engine.generate(greedy(prompt, tokens), call(), _ -> {}).tokenIds();
  }

  private static HttpRequest post(Stand stand, String body) {
    URI address = stand.server.address().resolve("/invocations");
    return HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.ofString(body)).build();
  }

  private static Generation greedy(Prompt prompt, int tokens) {
    return Generation.of(prompt, tokens, Sampling.GREEDY);
  }

  private static Call call() {
    return new Call(
        Deadline.in(Duration.ofSeconds(30), InstantSource.system()), new Cancellation());
  }
}
