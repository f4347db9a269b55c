package io.github.slmsagemaker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {
  private static final Headers THREE = Headers.of("A", "1").with("B", "2").with("a", "3");

  @Test
  void names_compare_without_case_and_may_repeat() {
    assertThat(THREE.first("a")).contains("1");
    assertThat(THREE.all("A")).containsExactly("1", "3");
    assertThat(THREE.has("b")).isTrue();
    assertThat(THREE.has("c")).isFalse();
  }

  @Test
  void a_field_can_be_replaced_or_removed() {
    assertThat(THREE.withOnly("a", "4").all("a")).containsExactly("4");
    assertThat(THREE.without("A").fields()).containsExactly(new Headers.Field("B", "2"));
  }

  @Test
  void hop_by_hop_fields_stay_behind() {
    Headers headers =
        THREE
            .with("Connection", "close, b")
            .with("Transfer-Encoding", "chunked")
            .with("Upgrade", "h2c");
    assertThat(headers.endToEnd().fields())
        .containsExactly(new Headers.Field("A", "1"), new Headers.Field("a", "3"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nb: c", "a\nb", "a\rb", "a\0b", "a\u007fb", "a\u0001b", "\u20ac"})
  void a_value_that_could_end_the_header_is_refused(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Headers.of("X-Name", value))
        .withMessageContaining("X-Name")
        .withMessageNotContaining(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a:", "a\n", "\u00e4"})
  void a_name_that_is_no_token_is_refused(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> Headers.of(name, "value"));
  }

  @Test
  void text_shows_names_and_no_values() {
    assertThat(Headers.of("Authorization", "Bearer canary").toString())
        .isEqualTo("Headers[Authorization]");
    assertThat(THREE.fields().getFirst()).hasToString("A");
  }
}
