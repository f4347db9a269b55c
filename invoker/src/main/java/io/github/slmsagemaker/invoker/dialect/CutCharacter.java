package io.github.slmsagemaker.invoker.dialect;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The end of a whole reply that was cut inside a character.
 *
 * <p>llama-server lists a token's probability, with the bytes it sends, only when the text ends
 * with whole characters after it (tools/server/server-context.cpp, {@code process_token}). So the
 * tokens behind the last one listed are those of the unfinished character, and the text behind the
 * listed bytes is what they spell: perhaps a blank, then U+FFFD.
 *
 * @param tokens how many tokens are behind the last one listed, at least 1
 * @param before the text of the tokens listed
 * @param rest the text behind it
 */
record CutCharacter(int tokens, String before, String rest) {
  private static final String REPLACEMENT = "\uFFFD";

  /** No character has more bytes to come before its last token than three. */
  private static final int MOST_TOKENS = 3;

  /** Empty where the text ends well, and where the reply does not tell. */
  static Optional<CutCharacter> of(JsonNode document) {
    JsonNode listed = document.path("completion_probabilities");
    String text = document.path("content").asString("");
    boolean cut =
        document.path("stop_type").asString("").equals("limit")
            && listed.isArray()
            && text.endsWith(REPLACEMENT);
    if (!cut) {
      return Optional.empty();
    }
    String before = text(listed);
    if (text.length() == before.length() || !text.startsWith(before)) {
      return Optional.empty();
    }
    int tokens = behindTheLast(listed, document.path("tokens"));
    return tokens == 0
        ? Optional.empty()
        : Optional.of(new CutCharacter(tokens, before, text.substring(before.length())));
  }

  private static int behindTheLast(JsonNode listed, JsonNode ids) {
    int last = ids.size() - 1;
    if (listed.isEmpty()) {
      return ids.size() <= MOST_TOKENS ? ids.size() : 0;
    }
    int lastListed = listed.path(listed.size() - 1).path("id").asInt(-1);
    for (int behind = 1; behind <= MOST_TOKENS && behind <= last; behind++) {
      if (ReplyNumbers.whole(ids.path(last - behind)) == lastListed) {
        return behind;
      }
    }
    return 0;
  }

  private static String text(JsonNode listed) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    listed.forEach(
        token -> token.path("bytes").forEach(each -> bytes.write(ReplyNumbers.whole(each))));
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
