package io.github.slmsagemaker.core.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class PythonJsonTest {

  /** The right column is what CPython 3.11's {@code json.dumps(json.loads(left))} writes. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                   | {}
          []                   | []
          {"a":{"b":[1,"x"]}}  | {"a": {"b": [1, "x"]}}
          [true,false,null]    | [true, false, null]
          "é🙂\\u20ac"         | "é🙂€"
          "\\"\\\\\\/\\n\\u0001\\u001F\\u007f" | "\\"\\\\/\\n\\u0001\\u001f\u007f"
          1.0                  | 1.0
          0.0                  | 0.0
          -0.0                 | -0.0
          0.50                 | 0.5
          1e5                  | 100000.0
          10000000.0           | 10000000.0
          123456789.25         | 123456789.25
          1e15                 | 1000000000000000.0
          1e16                 | 1e+16
          1.5e22               | 1.5e+22
          0.0001               | 0.0001
          0.00001              | 1e-05
          -2.5e-7              | -2.5e-07
          1e-300               | 1e-300
          12345678901234567890 | 12345678901234567890
          """)
  void json_is_written_as_python_writes_it(String json, String python) {
    assertThat(PythonJson.of(new JsonMapper().readTree(json))).isEqualTo(python);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "no JSON", "[1,2]", "{\"a\":1} x", "{\"a\":1,\"a\":2}", "\"text\"", "{"})
  void a_text_that_is_no_json_object_is_left_as_it_is(String text) {
    assertThat(PythonJson.reformatted(text)).isEqualTo(text);
  }
}
