package io.github.slmsagemaker.acceptance.badinput;

import static io.github.slmsagemaker.acceptance.badinput.BadInput.body;
import static io.github.slmsagemaker.acceptance.badinput.BadInput.status;
import static io.github.slmsagemaker.acceptance.badinput.BadInput.value;
import static io.github.slmsagemaker.acceptance.stage.Sent.chat;
import static io.github.slmsagemaker.acceptance.stage.Sent.json;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.slmsagemaker.acceptance.stage.Sent;
import java.util.Arrays;
import java.util.stream.Stream;

/** Bodies that are no strict JSON object. */
final class BodyCases {
  static final int MOST_BYTES = 2 << 20;

  private static final String GOOD =
      "{'model':'slm-demo','max_tokens':16,'messages':[{'role':'user','content':'hi'}]}";

  private BodyCases() {}

  static Stream<BadInput> all() {
    return Stream.of(
        body("an empty body", chat(new byte[0])),
        body("null", chat("null")),
        body("an array", chat("[]")),
        body("a string", chat("'x'")),
        body("a truncated object", chat("{'model':'slm-demo','messages':[{'role':'us")),
        body("a second object behind the first", chat(GOOD + "{}")),
        body("a trailing comma", chat(GOOD.replace("}]}", "}],}"))),
        body("a comment", chat("/* hi */" + GOOD)),
        body("single quotes", chat(GOOD.getBytes(UTF_8))),
        duplicate("a duplicate key", "{'model':'slm-demo','model':'other','messages':[]}"),
        duplicate(
            "a duplicate key written with an escape",
            "{'model':'slm-demo','mode\\u006c':'other','messages':[]}"),
        body("a raw NUL in a string", chat(replaced('h', 0))),
        body("a raw NUL between tokens", chat(GOOD.replace(",'max", ",\0'max"))),
        body("UTF-16", chat(GOOD.replace('\'', '"').getBytes(UTF_16LE))),
        body("invalid UTF-8", chat(replaced('h', 0xFF))),
        body("an overlong UTF-8 slash", chat(overlong())),
        body("900 levels", chat("[".repeat(900) + "]".repeat(900))),
        body("100 000 levels", chat("[".repeat(100_000) + "]".repeat(100_000))),
        BadInput.value("100 000 levels that never close", chat("{'a':".repeat(100_000)), "a"),
        body("a number of 2 000 digits", Sent.with("'seed':" + "7".repeat(2_000))),
        status("one byte over the cap", chat(padded(MOST_BYTES + 1)), 413, "request_too_large"));
  }

  /** The longest body that is read: a good one, and white space. */
  static Sent atTheCap() {
    return chat(padded(MOST_BYTES));
  }

  private static BadInput duplicate(String label, String singleQuoted) {
    return value(label, chat(singleQuoted), "model");
  }

  private static byte[] padded(int length) {
    byte[] good = json(GOOD);
    byte[] padded = Arrays.copyOf(good, length);
    Arrays.fill(padded, good.length, length, (byte) ' ');
    return padded;
  }

  /** The good body with a byte of its only content put in the place of another. */
  private static byte[] replaced(char character, int with) {
    byte[] bytes = json(GOOD);
    int at = GOOD.indexOf("'hi'") + 1;
    if (bytes[at] != character) {
      throw new IllegalStateException("expected " + character + " at " + at);
    }
    bytes[at] = (byte) with;
    return bytes;
  }

  private static byte[] overlong() {
    byte[] bytes = json(GOOD);
    int at = GOOD.indexOf("'hi'") + 1;
    bytes[at] = (byte) 0xC0;
    bytes[at + 1] = (byte) 0xAF;
    return bytes;
  }
}
