package io.github.slmsagemaker.acceptance.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.acceptance.stage.Sent;
import io.github.slmsagemaker.acceptance.stage.Wire;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Completions of several prompts, of token ids, and of an echo alone, through both doors. */
@ExtendWith(Doors.Opened.class)
final class PromptsTest {
  private static final JsonMapper JSON = new JsonMapper();

  private final Doors doors;

  PromptsTest(Doors doors) {
    this.doors = doors;
  }

  @Test
  void prompts_of_a_list_are_answered_one_after_another() throws IOException {
    Sent sent = Sent.completion("'prompt':['a','b','c'],'echo':true");

    for (Wire.Reply reply : List.of(doors.toInvoker(sent), doors.toFrontDoor(sent))) {
      assertThat(reply.status()).as(reply.body()).isEqualTo(200);
      JsonNode choices = JSON.readTree(reply.body()).path("choices");
      assertThat(choices.valueStream().map(each -> each.path("text").asString()))
          .containsExactly("aGood day", "bGood day", "cGood day");
      assertThat(choices.valueStream().map(each -> each.path("index").asInt()))
          .containsExactly(0, 1, 2);
      assertThat(JSON.readTree(reply.body()).path("usage").path("prompt_tokens").asInt())
          .isEqualTo(3 * 22);
    }
  }

  @Test
  void streamed_too_with_an_end_for_each_and_one_for_all() throws IOException {
    Wire.Reply reply =
        doors.toFrontDoor(
            Sent.completion(
                "'prompt':['a','b'],'stream':true,'stream_options':{'include_usage':true}"));

    List<JsonNode> events =
        reply
            .body()
            .lines()
            .filter(line -> line.startsWith("data: {"))
            .map(line -> JSON.readTree(line.substring("data: ".length())))
            .toList();
    List<JsonNode> choices =
        events.stream().flatMap(event -> event.path("choices").valueStream()).toList();
    assertThat(text(choices, 0)).isEqualTo("Good day");
    assertThat(text(choices, 1)).isEqualTo("Good day");
    assertThat(choices.stream().filter(each -> !each.path("finish_reason").isNull())).hasSize(2);
    assertThat(events.getLast().path("usage").path("prompt_tokens").asInt()).isEqualTo(2 * 22);
    assertThat(reply.body().lines().filter("data: [DONE]"::equals)).hasSize(1);
  }

  @Test
  void token_ids_reach_the_engine_as_they_are() throws IOException {
    Wire.Reply reply = doors.toFrontDoor(Sent.completion("'prompt':[[1,2],[3]]"));

    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(JSON.readTree(reply.body()).path("choices")).hasSize(2);
    assertThat(doors.lastEngineRequest().path("prompt").toString()).isEqualTo("[3]");
  }

  @Test
  void an_echo_alone_counts_its_prompt_and_no_answer() throws IOException {
    Wire.Reply reply =
        doors.toFrontDoor(Sent.completion("'prompt':'Once','echo':true,'max_tokens':0"));

    JsonNode body = JSON.readTree(reply.body());
    assertThat(body.path("choices").path(0).path("text").asString()).isEqualTo("Once");
    assertThat(body.path("choices").path(0).path("finish_reason").asString()).isEqualTo("length");
    assertThat(body.path("usage").path("prompt_tokens").asInt()).isEqualTo(22);
    assertThat(body.path("usage").path("completion_tokens").asInt()).isZero();
  }

  private static String text(List<JsonNode> choices, int index) {
    StringBuilder text = new StringBuilder();
    choices.stream()
        .filter(each -> each.path("index").asInt() == index)
        .forEach(each -> text.append(each.path("text").asString()));
    return text.toString();
  }
}
