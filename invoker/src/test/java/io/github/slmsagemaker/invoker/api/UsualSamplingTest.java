package io.github.slmsagemaker.invoker.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.chat.Sampling;
import io.github.slmsagemaker.core.engine.Capabilities;
import io.github.slmsagemaker.core.engine.Capability;
import io.github.slmsagemaker.testkit.engine.FakeEngine;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How tokens are drawn where a request says nothing: as the model's makers recommend. */
final class UsualSamplingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /v1/chat/completions | {'model':'hermes-3-llama-3.1-8b','messages':[{'role':'user','content':'Go'}]}
          /v1/completions      | {'model':'hermes-3-llama-3.1-8b','prompt':'Go'}
          /v1/responses        | {'model':'hermes-3-llama-3.1-8b','input':'Go'}
          /v1/messages         | {'model':'hermes-3-llama-3.1-8b','max_tokens':9,'messages':[{'role':'user','content':'Go'}]}
          """)
  void a_model_is_drawn_from_as_its_makers_recommend_behind_every_door(String path, String body)
      throws IOException {
    FakeEngine engine = FakeEngine.saying("x");
    try (ApiServer server = server(engine)) {
      assertThat(server.post(path, body.replace('\'', '"')).status()).isEqualTo(200);
    }
    Sampling asked = engine.generations().getFirst().sampling();

    assertThat(asked.temperature()).isEqualTo(0.7);
    assertThat(asked.topP()).isEqualTo(0.8);
    assertThat(asked.beyond().topK()).isEqualTo(20);
  }

  @Test
  void what_the_request_says_is_obeyed() throws IOException {
    Sampling asked = asked(FakeEngine.saying("x"), ",'temperature':0,'top_p':1,'top_k':5");

    assertThat(asked.temperature()).isZero();
    assertThat(asked.topP()).isEqualTo(1);
    assertThat(asked.beyond().topK()).isEqualTo(5);
  }

  @Test
  void what_the_engine_cannot_do_is_left_out_and_not_said_to_be_ignored() throws IOException {
    FakeEngine engine = FakeEngine.saying("x").able(Capabilities.of(Capability.LOGPROBS));
    try (ApiServer server = server(engine)) {
      Answer answer = server.post(ApiServer.CHAT, ApiServer.chat(""));

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.head()).doesNotContainIgnoringCase("x-slm-ignored");
    }
    assertThat(engine.generations().getFirst().sampling().beyond().topK()).isZero();
  }

  private static Sampling asked(FakeEngine engine, String fields) throws IOException {
    try (ApiServer server = server(engine)) {
      assertThat(server.post(ApiServer.CHAT, ApiServer.chat(fields)).status()).isEqualTo(200);
    }
    return engine.generations().getFirst().sampling();
  }

  private static ApiServer server(FakeEngine engine) {
    return ApiServer.over(engine, Catalogue.load().model("qwen3-4b-instruct-2507"));
  }
}
