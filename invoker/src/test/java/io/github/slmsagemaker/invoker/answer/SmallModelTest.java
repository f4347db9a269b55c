package io.github.slmsagemaker.invoker.answer;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.openai.reply.FinishReason;
import io.github.slmsagemaker.testkit.engine.FakeEngine;
import io.github.slmsagemaker.testkit.recorded.SmallModelReply;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real small model answered where tools were offered, as the pieces came. */
final class SmallModelTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          one-tool            | get_weather | {"city":"Oslo","unit":"celsius"}
          two-tools           | add_to_cart | {"product":"tea","quantity":3}
          file                | read_file   | {"path":"/etc/hosts"}
          mail                | send_email  | {"to":"bob@example.com","subject":"Meeting moved to 3 pm","body":"Meeting details have been updated."}
          two-calls           | get_weather | {"city":"Oslo","unit":"celsius"}
          system-and-tool     | get_weather | {"city":"Lima","unit":"celsius"}
          code-with-a-call    | get_weather | {"city":"Oslo"}
          streamed-one-tool   | get_weather | {"city":"Madrid","unit":"celsius"}
          streamed-two-calls  | get_weather | {"city":"Oslo","unit":"celsius"}
          """)
  void a_call_in_json_of_its_own_is_a_call_and_none_of_it_is_text(
      String name, String tool, String arguments) {
    Heard heard = answered(name);

    assertThat(heard.calls())
        .singleElement()
        .satisfies(
            call -> {
              assertThat(call.name()).isEqualTo(tool);
              assertThat(call.arguments()).isEqualTo(arguments);
            });
    assertThat(heard.texts()).isEmpty();
    assertThat(heard.end().finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"after-a-result", "json-about-json", "no-tool-wanted"})
  void json_that_other_words_follow_is_the_text_that_the_model_wrote(String name) {
    Heard heard = answered(name);

    assertThat(heard.calls()).isEmpty();
    assertThat(heard.text()).isEqualTo(String.join("", SmallModelReply.recorded(name).pieces()));
    assertThat(heard.end().finishReason()).isEqualTo(FinishReason.STOP);
  }

  private static Heard answered(String name) {
    SmallModelReply reply = SmallModelReply.recorded(name);
    String tools =
        reply.tools().stream()
            .map("{'type':'function','function':{'name':'%s'}}"::formatted)
            .collect(joining(",", ",'tools':[", "]"));
    return Stage.hear(tools, FakeEngine.saying(reply.pieces().toArray(String[]::new)));
  }
}
