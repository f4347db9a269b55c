package io.github.slmsagemaker.core.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KeyGrantTest {
  private static final OptionalLong NONE = OptionalLong.empty();

  @Test
  void keys_stand_between_commas_with_limits_of_their_own() {
    assertThat(KeyGrant.list("alice:20000/day, bob ,carol:5/day+300/month,d-1_:7/month"))
        .containsExactly(
            new KeyGrant("alice", OptionalLong.of(20_000), NONE),
            new KeyGrant("bob", NONE, NONE),
            new KeyGrant("carol", OptionalLong.of(5), OptionalLong.of(300)),
            new KeyGrant("d-1_", NONE, OptionalLong.of(7)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "\"\"|'' is no key's name",
        "a,|'' is no key's name",
        "a b|'a b' is no key's name",
        "a#b|'a#b' is no key's name",
        "a,b,a|'a' is named twice",
        "a:|'a:' is not understood",
        "a:5|'a:5' is not understood",
        "a:5/week|'a:5/week' is not understood",
        "a:-5/day|'a:-5/day' is not understood",
        "a:5/day+6/day|'a:5/day+6/day' is not understood",
        "a:5/day+|'a:5/day+' is not understood",
        "a:0/day|allows 0 tokens, expected 1 to 1000000000000",
        "a:1000000000001/day|expected 1 to 1000000000000"
      })
  void what_is_wrong_is_said_with_what_was_seen(String text, String message) {
    assertThatThrownBy(() -> KeyGrant.list(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void what_is_written_for_an_id_is_read_again() {
    List<KeyGrant> read = KeyGrant.list("carol:5/day+300/month,bob");

    assertThat(read.getFirst().written("id1")).isEqualTo("id1:5/day+300/month");
    assertThat(read.getLast().written("id2")).isEqualTo("id2");
  }
}
