package io.github.slmsagemaker.local.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Templates are shortened from published ones. */
class ModelTraitsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "{{bos_token}}<|im_start|>{{role}} ~ hermes-3",
        "<|im_start|>system You are Qwen, created by Alibaba Cloud. # Tools ~ qwen-2.5",
        "<|im_start|>system # Tools You may call ~ qwen-3",
        "<|start_of_role|>user<|end_of_role|> ~ granite-4",
        "<start_of_turn>model ~",
        "[INST] {{content}} [/INST]</s> ~"
      })
  void a_template_shows_its_chat_format(String template, String format) {
    assertThat(ModelTraits.ofTemplate(template, List.of()).chatFormat())
        .isEqualTo(Optional.ofNullable(format));
  }

  @Test
  void without_a_template_the_vocabulary_shows_chatml() {
    assertThat(new ModelTraits(Set.of("<|im_start|>", "</s>"), Optional.empty()).chatFormat())
        .contains("hermes-3");
    assertThat(ModelTraits.UNKNOWN.chatFormat()).isEmpty();
  }

  @Test
  void a_template_tells_its_control_tokens() {
    assertThat(
            ModelTraits.ofTemplate(
                    "{% if a < b and c > d %}[INST] {{ x }} [/INST]</s><|end|><start_of_turn>{{ '<' }}",
                    List.of("<s>", ""))
                .specialTexts())
        .containsExactlyInAnyOrder(
            "[INST]", "[/INST]", "</s>", "<|end|>", "<start_of_turn>", "<s>");
  }
}
