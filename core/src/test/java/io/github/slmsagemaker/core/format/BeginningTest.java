package io.github.slmsagemaker.core.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.catalogue.Model;
import io.github.slmsagemaker.core.chat.Beginning;
import io.github.slmsagemaker.core.chat.Message;
import io.github.slmsagemaker.core.chat.ResponseFormat;
import io.github.slmsagemaker.core.chat.ToolCall;
import io.github.slmsagemaker.core.chat.ToolChoice;
import io.github.slmsagemaker.core.chat.ToolDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What conversations begin with, beside the prompts of conversations that do. */
class BeginningTest {
  private static final long SEED = 20_261_130;
  private static final String[] SCRAPS = {
    "Hello",
    " ",
    "\n",
    "\n\n",
    "<|im_start|>",
    "<|im_end|>\n",
    "<|start_of_role|>",
    "</tools>",
    "<tool_call>",
    "é",
    "\ud83d\ude00",
    "{\"a\": [1]}",
    "",
    "  x",
    "<|end_of_text|>",
    "'",
    "\\"
  };

  static Stream<Model> models() {
    return Catalogue.load().models().stream();
  }

  @ParameterizedTest
  @MethodSource("models")
  void every_prompt_of_a_conversation_that_begins_so_begins_with_it(Model model) {
    ChatCodec codec = new ChatCodec(model.format(), new SpecialStrings(model.specialStrings()));
    Random random = new Random(SEED);
    for (int round = 0; round < 500; round++) {
      Beginning beginning = beginning(random);
      String text = codec.beginning(beginning);
      String prompt =
          model
              .format()
              .withoutFirst(
                  codec
                      .render(
                          Requests.request(
                              conversation(beginning, random),
                              beginning.tools(),
                              choice(beginning, random),
                              new ResponseFormat.Text()))
                      .text());

      assertThat(prompt).as("seed %d, round %d", SEED, round).startsWith(text);
      assertThat(prompt.substring(text.length()))
          .as("what follows is the mark of a turn, a token of its own")
          .startsWith(
              model.format().name().equals("granite-4") ? "<|start_of_role|>" : "<|im_start|>");
    }
  }

  @Test
  void it_ends_behind_the_system_turn_to_the_letter() {
    Beginning beginning = new Beginning("Be kind.", List.of());

    assertThat(codec("hermes-3-llama-3.1-8b").beginning(beginning))
        .isEqualTo("<|im_start|>system\nBe kind.<|im_end|>\n");
    assertThat(codec("granite-4.0-h-tiny").beginning(beginning))
        .isEqualTo("<|start_of_role|>system<|end_of_role|>Be kind.<|end_of_text|>\n");
  }

  private static ChatCodec codec(String name) {
    Model model = Catalogue.load().model(name);
    return new ChatCodec(model.format(), new SpecialStrings(model.specialStrings()));
  }

  private static Beginning beginning(Random random) {
    List<ToolDefinition> tools =
        IntStream.range(0, random.nextInt(3))
            .mapToObj(at -> Requests.tool("tool" + at, words(random), "{\"properties\": {}}"))
            .toList();
    return new Beginning(words(random), tools);
  }

  private static List<Message> conversation(Beginning beginning, Random random) {
    List<Message> messages = new ArrayList<>(List.of(new Message.System(beginning.system())));
    for (int turn = random.nextInt(5); turn >= 0; turn--) {
      messages.add(
          switch (random.nextInt(4)) {
            case 0 -> new Message.Assistant(words(random), List.of());
            case 1 ->
                new Message.Assistant("", List.of(new ToolCall("c" + turn, "tool0", "{\"a\": 1}")));
            case 2 -> new Message.Tool("c" + turn, words(random));
            default -> new Message.User(words(random));
          });
    }
    return messages;
  }

  private static ToolChoice choice(Beginning beginning, Random random) {
    if (beginning.tools().isEmpty()) {
      return new ToolChoice.None();
    }
    return random.nextBoolean() ? new ToolChoice.Auto() : new ToolChoice.Required();
  }

  private static String words(Random random) {
    StringBuilder words = new StringBuilder();
    for (int scrap = random.nextInt(6); scrap >= 0; scrap--) {
      words.append(SCRAPS[random.nextInt(SCRAPS.length)]);
    }
    return words.toString();
  }
}
