package io.github.slmsagemaker.core.json;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.slmsagemaker.core.openai.Json;
import io.github.slmsagemaker.core.openai.reply.ErrorReply;
import io.github.slmsagemaker.core.failure.Failure.BadRequest;
import java.nio.charset.Charset;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

final class StrictJsonTest {

  static Stream<Arguments> badBodies() {
    return Stream.of(
        arguments("empty", utf8(""), "is empty"),
        arguments("only spaces", utf8(" \n "), "is empty"),
        arguments("null", utf8("null"), "is null, expected a JSON object"),
        arguments("an array", utf8("[]"), "is an array of 0, expected a JSON object"),
        arguments("a string", utf8("\"x\""), "is \"x\", expected a JSON object"),
        arguments("a number", utf8("7"), "is 7, expected a JSON object"),
        arguments("truncated", utf8("{\"a\":"), "ends too early"),
        arguments("truncated in a string", utf8("{\"a\":\"b"), "ends too early"),
        arguments("trailing object", utf8("{} {}"), "goes on after"),
        arguments("trailing brace", utf8("{}}"), "not JSON"),
        arguments("trailing comma", utf8("{\"a\":1,}"), "not JSON, at line 1"),
        arguments("comment", utf8("{/* c */}"), "not JSON"),
        arguments("hash comment", utf8("{\n# c\n}"), "not JSON, at line 2"),
        arguments("single quotes", utf8("{'a':1}"), "not JSON"),
        arguments("unquoted name", utf8("{a:1}"), "not JSON"),
        arguments("NaN", utf8("{\"a\":NaN}"), "not JSON"),
        arguments("Infinity", utf8("{\"a\":-Infinity}"), "not JSON"),
        arguments("leading zero", utf8("{\"a\":01}"), "not JSON"),
        arguments("leading plus", utf8("{\"a\":+1}"), "not JSON"),
        arguments("missing value", utf8("{\"a\":[1,,2]}"), "not JSON"),
        arguments("raw NUL in a string", utf8("{\"a\":\"b\0c\"}"), "not JSON"),
        arguments("raw NUL alone", utf8("\0"), "not JSON"),
        arguments("raw line feed in a string", utf8("{\"a\":\"b\nc\"}"), "not JSON"),
        arguments("UTF-16, big end first", wide(UTF_16BE), "looks like UTF-16"),
        arguments("UTF-16, little end first", wide(UTF_16LE), "looks like UTF-16"),
        arguments("UTF-16 with a mark", wide(Charset.forName("UTF-16")), "looks like UTF-16"),
        arguments("UTF-32", wide(Charset.forName("UTF-32BE")), "looks like UTF-16 or UTF-32"),
        arguments("UTF-8 with a mark", utf8("\uFEFF{}"), "not JSON"),
        arguments("a byte that is no UTF-8", bytes('{', 0xFF, '}'), "not UTF-8: byte 2"),
        arguments("an overlong slash", bytes('{', 0xC0, 0xAF, '}'), "not UTF-8: byte 2"),
        arguments("an encoded surrogate", bytes('"', 0xED, 0xA0, 0x80, '"'), "not UTF-8: byte 2"),
        arguments("a cut character", bytes(34, 0xE2, 0x82), "not UTF-8: byte 2"),
        arguments("900 deep", utf8("[".repeat(900)), "nests deeper than 64"),
        arguments("100 000 deep", utf8("[".repeat(100_000)), "nests deeper than 64"),
        arguments("a 2 000-digit number", utf8("{\"a\":" + "9".repeat(2000) + "}"), "limit"),
        arguments("too many values", utf8("[" + "0,".repeat(200_000) + "0]"), "limit"),
        arguments("a name of 2 000", utf8("{\"" + "n".repeat(2000) + "\":1}"), "limit"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badBodies")
  void a_bad_body_is_refused_as_a_whole(String label, byte[] body, String message) {
    BadRequest refused = refusal(body);

    assertThat(refused.explanation()).contains(message).doesNotContain("\n", "Feature", "jackson");
    assertThat(refused.param()).isEmpty();
    assertThat(ErrorReply.of(refused).status()).isEqualTo(400);
  }

  static Stream<Arguments> badValues() {
    return Stream.of(
        arguments("duplicate name", "{'a':1,'a':2}", "a"),
        arguments("duplicate name by an escape", "{'a':1,'\\u0061':2}", "a"),
        arguments("duplicate name with null", "{'b':{'a':null,'a':2}}", "b.a"),
        arguments("1e999", "{'temperature':1e999}", "temperature"),
        arguments("-1e999", "{'a':[0,-1e999]}", "a[1]"),
        arguments("high surrogate", "{'m':[{'content':'\\ud800'}]}", "m[0].content"),
        arguments("low surrogate", "{'m':[{},{'content':'x\\udc00y'}]}", "m[1].content"),
        arguments("surrogates the wrong way round", "{'a':'\\udc00\\ud800'}", "a"),
        arguments("U+0000", "{'m':[{'content':'a\\u0000b'}]}", "m[0].content"),
        arguments("U+0000 in a name", "{'a\\u0000':1}", "a\\u0000"),
        arguments("65 deep in a field", "{'a':" + "[".repeat(64), "a"),
        arguments("objects 100 000 deep", "{'a':".repeat(100_000), "a"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badValues")
  void a_bad_value_is_refused_by_its_path(String label, String json, String param) {
    BadRequest refused = refusal(Json.bytes(json));

    assertThat(refused.param()).contains(param);
    assertThat(refused.code()).contains("invalid_value");
    assertThat(refused.explanation()).startsWith(param + " ").doesNotContain("\n");
  }

  @Test
  void sixty_four_levels_are_fine_and_one_more_is_not() {
    assertThat(StrictJson.parse(utf8("[".repeat(64) + "]".repeat(64))).isArray()).isTrue();
    assertThatExceptionOfType(BadRequest.class)
        .isThrownBy(() -> StrictJson.parse(utf8("[".repeat(65) + "]".repeat(65))));
  }

  @Test
  void a_hundred_digits_are_fine_and_one_more_is_not() {
    assertThat(StrictJson.parse(utf8("9".repeat(100))).bigIntegerValue()).isPositive();
    assertThatExceptionOfType(BadRequest.class)
        .isThrownBy(() -> StrictJson.parse(utf8("9".repeat(101))));
  }

  @Test
  void characters_of_all_kinds_stay_intact() {
    String text =
        "\u202Eright to left, Z\u0351\u036B\u0343 stacked, \uD83D\uDC69\u200D\uD83D\uDCBB";

    JsonNode raw = StrictJson.parse(utf8("{\"a\":\"" + text + "\"}"));
    JsonNode escaped = StrictJson.parse(Json.bytes("{'a':'\\ud83d\\udc69'}"));

    assertThat(raw.get("a").stringValue()).isEqualTo(text);
    assertThat(escaped.get("a").stringValue()).isEqualTo("\uD83D\uDC69");
  }

  @Test
  void numbers_keep_their_kind() {
    JsonNode numbers = StrictJson.parse(utf8("[1, 1.0, 1e0, 9007199254740993, 0.1]"));

    assertThat(numbers.get(0).isIntegralNumber()).isTrue();
    assertThat(numbers.get(1).isIntegralNumber()).isFalse();
    assertThat(numbers.get(2).isIntegralNumber()).isFalse();
    assertThat(numbers.get(3).longValue()).isEqualTo(9_007_199_254_740_993L);
    assertThat(numbers.get(4).doubleValue()).isEqualTo(0.1);
  }

  @Test
  void damaged_bytes_are_parsed_or_refused_and_nothing_else_is_thrown() {
    long seed = System.nanoTime();
    System.out.println("StrictJsonTest seed " + seed);
    Random random = new Random(seed);
    byte[] sound = Json.chat("'temperature':0.5,'stop':['\\u00e9','\uD83D\uDE00'],'n':1");
    int refused = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] damaged = sound.clone();
      for (int hit = random.nextInt(3); hit >= 0; hit--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        StrictJson.parse(damaged);
      } catch (BadRequest expected) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(1000);
  }

  private static BadRequest refusal(byte[] body) {
    BadRequest refused = catchThrowableOfType(BadRequest.class, () -> StrictJson.parseObject(body));
    assertThat(refused).as("refusal").isNotNull();
    return refused;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }

  private static byte[] wide(Charset charset) {
    return "{\"a\":1}".getBytes(charset);
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
