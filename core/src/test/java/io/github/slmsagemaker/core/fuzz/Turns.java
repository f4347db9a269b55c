package io.github.slmsagemaker.core.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.catalogue.Model;
import io.github.slmsagemaker.core.chat.ChatRequest;
import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.core.format.ChatCodec;
import io.github.slmsagemaker.core.format.SpecialStrings;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What becomes of any conversation: it is refused with an error object, or becomes a prompt whose
 * turns are ours: no text of the client's begins or ends one (promise P16).
 */
final class Turns {
  private static final Model MODEL = Catalogue.load().model("hermes-3-llama-3.1-8b");
  private static final ChatCodec CODEC =
      new ChatCodec(MODEL.format(), new SpecialStrings(MODEL.specialStrings()));

  /** Turns beyond those of messages: tools, response format or default system, and the answer. */
  private static final int OWN_TURNS = 3;

  private Turns() {}

  static void requireOurs(Supplier<ChatRequest> reading) {
    try {
      ChatRequest request = reading.get();
      String prompt = CODEC.render(request).text();
      int begun = count(prompt, "<|im_start|>");
      assertThat(begun).isLessThanOrEqualTo(request.messages().size() + OWN_TURNS);
      assertThat(count(prompt, "<|im_end|>")).as("ends of turns").isEqualTo(begun - 1);
    } catch (Failure refusal) {
      Refusals.requireHonest(refusal);
    }
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }
}
