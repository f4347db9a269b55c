package io.github.slmsagemaker.core.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ChatFormatTest {

  @Test
  void an_unknown_format_is_refused_with_the_known_ones() {
    assertThatThrownBy(() -> ChatFormat.named("llama-2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'llama-2'")
        .hasMessageContaining("[hermes-3, qwen-2.5, qwen-3, granite-4]");
  }

  @Test
  void the_token_that_engines_put_first_is_taken_off_where_it_is_there() {
    ChatFormat hermes = ChatFormat.named("hermes-3");

    assertThat(hermes.withoutFirst("<|begin_of_text|>Hi")).isEqualTo("Hi");
    assertThat(hermes.withoutFirst("Hi <|begin_of_text|>")).isEqualTo("Hi <|begin_of_text|>");
    assertThat(ChatFormat.named("qwen-3").withoutFirst("<|begin_of_text|>Hi"))
        .isEqualTo("<|begin_of_text|>Hi");
  }
}
