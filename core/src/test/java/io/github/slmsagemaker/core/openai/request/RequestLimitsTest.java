package io.github.slmsagemaker.core.openai.request;

import static io.github.slmsagemaker.core.openai.Json.chat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.slmsagemaker.core.chat.ChatRequest;
import io.github.slmsagemaker.core.chat.Delivery;
import io.github.slmsagemaker.core.chat.Sampling;
import io.github.slmsagemaker.core.failure.Failure.BadRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is just within a limit is taken; what is beyond is refused in the tests of bad requests. */
final class RequestLimitsTest {

  @ParameterizedTest
  @ValueSource(ints = {1, Integer.MAX_VALUE})
  void max_tokens_alone_is_the_limit_of_tokens(int tokens) {
    assertThat(read("'max_tokens':" + tokens).maxTokens()).hasValue(tokens);
  }

  @Test
  void sampling_within_its_limits_is_kept() {
    assertThat(
            read("'temperature':0.3,'top_p':0.4,'frequency_penalty':0.5,'presence_penalty':0.6")
                .sampling())
        .isEqualTo(new Sampling(0.3, 0.4, 0.5, 0.6, OptionalLong.empty(), Map.of()));
  }

  @Test
  void the_longest_stop_string_is_taken() {
    String longest = "x".repeat(GenerationFields.MAX_STOP_CHARS);

    assertThat(read("'stop':'" + longest + "'").stop()).containsExactly(longest);
  }

  @Test
  void the_longest_model_id_is_taken() {
    String longest = "m".repeat(1_024);
    String body = new String(chat("'n':1"), StandardCharsets.UTF_8);
    byte[] request =
        body.replace("\"model\":\"m\"", "\"model\":\"" + longest + "\"")
            .getBytes(StandardCharsets.UTF_8);

    assertThat(ChatRequestReader.read(request).model()).isEqualTo(longest);
  }

  @Test
  void the_most_biases_are_taken() {
    String most =
        IntStream.range(0, GenerationFields.MAX_BIASES)
            .mapToObj(id -> "'" + id + "':1")
            .collect(Collectors.joining(","));

    assertThat(read("'logit_bias':{" + most + "}").sampling().logitBias())
        .hasSize(GenerationFields.MAX_BIASES);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void usage_is_streamed_where_it_is_asked_for(boolean wanted) {
    assertThat(read("'stream':true,'stream_options':{'include_usage':" + wanted + "}").delivery())
        .isEqualTo(new Delivery.Streamed(wanted));
  }

  @Test
  void obfuscation_is_dropped_but_must_be_true_or_false() {
    assertThat(read("'stream':true,'stream_options':{'include_obfuscation':true}").delivery())
        .isEqualTo(new Delivery.Streamed(false));
    assertThatExceptionOfType(BadRequest.class)
        .isThrownBy(() -> read("'stream':true,'stream_options':{'include_obfuscation':1}"))
        .withMessageContaining("stream_options.include_obfuscation");
  }

  private static ChatRequest read(String more) {
    return ChatRequestReader.read(chat(more));
  }
}
