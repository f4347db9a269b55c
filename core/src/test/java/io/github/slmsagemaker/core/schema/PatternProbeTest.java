package io.github.slmsagemaker.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PatternProbeTest {

  @ParameterizedTest
  @ValueSource(strings = {"^(.*a){20}$", "(.*)*!\\1", "^(\\w*x){20}$", "^([0-9]*7){15}$"})
  void an_exponential_pattern_explodes(String regex) {
    assertThat(PatternProbe.explodes(Pattern.compile(regex))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "^[^@]+@[^@]+\\.[a-z]{2,}$",
        "^[a-z]+(-[a-z]+)*$",
        "^(\\d+,)*\\d+$",
        "^(a+)+$",
        "(x+x+)+y",
        "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2})?(Z|[+-]\\d{2}:\\d{2})$",
        "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
        "^(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}$",
        "^(https?://)?([\\da-z.-]+)\\.([a-z.]{2,6})([/\\w .-]*)*/?$",
        "^[A-Z][a-z]+( [A-Z][a-z]+)*$",
        "\\d*\\d*\\d*x",
        ".*a.*b.*c.*"
      })
  void an_honest_pattern_does_not(String regex) {
    assertThat(PatternProbe.explodes(Pattern.compile(regex))).isFalse();
  }
}
