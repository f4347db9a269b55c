package io.github.slmsagemaker.core.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class TolerantJsonTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                | {}
          {"a": [1, -2.50, 1e5, 0]}         | {"a":[1,-2.50,1E+5,0]}
          {'a': 'it\\'s', "b": "it's"}      | {"a":"it's","b":"it's"}
          {'a': "say \\"hi\\""}             | {"a":"say \\"hi\\""}
          {'a': 'say "hi"'}                 | {"a":"say \\"hi\\""}
          {'a': True, 'b': False, 'c': None}| {"a":true,"b":false,"c":null}
          {"a": true, "b": false, "c": null}| {"a":true,"b":false,"c":null}
          {'a': [1, 2, ], 'b': {'c': 1,}, } | {"a":[1,2],"b":{"c":1}}
          {"a": "\\u00e9\\n\\x41\\d\\/"}    | {"a":"é\\nA\\\\d/"}
          {"a": "\\ud83d\\ude42 \\ud83d"}   | {"a":"🙂 \ufffd"}
          {"a": 1, "a": 2}                  | {"a":2}
          {"a": 12345678901234567.12345678901234567} | {"a":12345678901234567.12345678901234567}
          """)
  void what_models_write_for_an_object_is_read(String written, String meant) {
    assertThat(TolerantJson.object(" \n" + written + "\n"))
        .hasValueSatisfying(object -> assertThat(object).hasToString(meant));
  }

  @Test
  void a_line_break_within_a_text_is_part_of_it() {
    assertThat(TolerantJson.object("{\"a\": \"1\n2\"}"))
        .hasValueSatisfying(object -> assertThat(object).hasToString("{\"a\":\"1\\n2\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "1",
        "{",
        "}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\": 1",
        "{\"a\": 1]",
        "{\"a\": 1 \"b\": 2}",
        "{,}",
        "{\"a\": 1,, \"b\": 2}",
        "{\"a\": [,]}",
        "{a: 1}",
        "{1: 2}",
        "{\"a\": yes}",
        "{\"a\": nan}",
        "{\"a\": 01}",
        "{\"a\": +1}",
        "{\"a\": .5}",
        "{\"a\": 1.}",
        "{\"a\": -}",
        "{\"a\": 1e99999}",
        "{\"a\": \"b}",
        "{\"a\": 'b\"}",
        "{\"a\": \"\\u12\"}",
        "{\"a\": \"\\u12g4\"}",
        "{} {}",
        "{} x",
        "{\"a\": (1)}"
      })
  void what_is_no_object_is_refused(String text) {
    assertThat(TolerantJson.object(text)).isEmpty();
  }

  @Test
  void nesting_too_deep_is_refused_without_a_stack_overflow() {
    assertThat(TolerantJson.object("{\"a\":" + "[".repeat(100_000))).isEmpty();
    assertThat(TolerantJson.object("{\"a\":".repeat(100) + "1" + "}".repeat(100))).isPresent();
    assertThat(TolerantJson.object("{\"a\":".repeat(101) + "1" + "}".repeat(101))).isEmpty();
  }

  @Test
  void a_number_too_long_is_refused() {
    assertThat(TolerantJson.object("{\"a\": " + "1".repeat(400) + "}")).isPresent();
    assertThat(TolerantJson.object("{\"a\": " + "1".repeat(401) + "}")).isEmpty();
  }

  @Test
  void any_json_is_read_as_it_is_meant_in_both_spellings() {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      ObjectNode object = object(random, 0);
      for (String text : List.of(object.toString(), object.toPrettyString())) {
        assertThat(same(read(text), object)).as(text).isTrue();
      }
    }
  }

  private static JsonNode read(String text) {
    return new JsonMapper().readTree(TolerantJson.object(text).orElseThrow().toString());
  }

  private static boolean same(JsonNode one, JsonNode other) {
    return one.equals(
        (a, b) ->
            a.isNumber() && b.isNumber()
                ? Double.compare(a.doubleValue(), b.doubleValue())
                : a.equals(b) ? 0 : 1,
        other);
  }

  private static ObjectNode object(Random random, int depth) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (int n = random.nextInt(4); n > 0; n--) {
      String name = text(random);
      switch (random.nextInt(depth < 4 ? 6 : 4)) {
        case 0 -> object.put(name, text(random));
        case 1 -> object.put(name, random.nextLong());
        case 2 -> object.put(name, random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20));
        case 3 -> object.putNull(name).put("b" + name, random.nextBoolean());
        case 4 -> object.set(name, object(random, depth + 1));
        default -> {
          ArrayNode array = object.putArray(name);
          array.add(text(random)).add(object(random, depth + 1)).add(random.nextInt());
        }
      }
    }
    return object;
  }

  private static String text(Random random) {
    String alphabet = "ab\"'\\/\n\t\u0001\u007f{}[]:,é€🙂<>u";
    int[] characters = alphabet.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(8); n > 0; n--) {
      text.appendCodePoint(characters[random.nextInt(characters.length)]);
    }
    return text.toString();
  }
}
