package io.github.slmsagemaker.core.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.chat.ToolCall;
import io.github.slmsagemaker.core.output.Delta;
import io.github.slmsagemaker.core.output.AnswerParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Any answer means the same whole, in the pieces that it comes in, and character by character; its
 * calls name offered tools with a JSON object; no call is left behind in its text; and without a
 * call all of it is text.
 *
 * <p>The first byte says whether the prompt had begun a call: {@code +} for yes.
 */
public final class AnswerParserFuzz {
  private static final Set<String> TOOLS = Set.of("now", "add");

  private AnswerParserFuzz() {}

  /** Parses one answer. */
  public static void fuzzerTestOneInput(byte[] input) {
    boolean inside = input.length > 0 && input[0] == '+';
    List<String> pieces =
        Pieces.of(input).list().stream().map(piece -> new String(piece, UTF_8)).toList();
    String whole = String.join("", pieces);
    List<Delta> deltas = parse(List.of(whole), inside);

    assertThat(parse(pieces, inside)).as("in pieces").isEqualTo(deltas);
    assertThat(parse(characters(whole), inside)).as("by character").isEqualTo(deltas);
    deltas.forEach(AnswerParserFuzz::requireSound);
    if (deltas.stream().noneMatch(Delta.Call.class::isInstance)) {
      assertThat(deltas).isEqualTo(whole.isEmpty() ? List.of() : List.of(new Delta.Text(whole)));
    }
  }

  private static void requireSound(Delta delta) {
    switch (delta) {
      case Delta.Call(ToolCall(_, String name, String arguments)) -> {
        assertThat(TOOLS).contains(name);
        assertThat(arguments).startsWith("{").endsWith("}");
      }
      case Delta.Text(String text) ->
          assertThat(text)
              .doesNotContain("<tool_call>{\"name\":\"now\"}</tool_call>")
              .doesNotContain("<tool_call>{\"name\":\"add\"}</tool_call>");
    }
  }

  /** Parses and joins texts that stand side by side. */
  private static List<Delta> parse(List<String> pieces, boolean inside) {
    AnswerParser parser = new AnswerParser(TOOLS, inside, true, () -> "id");
    List<Delta> all = new ArrayList<>();
    pieces.forEach(piece -> parser.feed(piece).forEach(delta -> join(all, delta)));
    parser.finish().forEach(delta -> join(all, delta));
    return all;
  }

  private static void join(List<Delta> all, Delta next) {
    if (next instanceof Delta.Text(String more)
        && !all.isEmpty()
        && all.getLast() instanceof Delta.Text(String text)) {
      all.set(all.size() - 1, new Delta.Text(text + more));
    } else {
      all.add(next);
    }
  }

  private static List<String> characters(String whole) {
    return whole.codePoints().mapToObj(Character::toString).toList();
  }
}
