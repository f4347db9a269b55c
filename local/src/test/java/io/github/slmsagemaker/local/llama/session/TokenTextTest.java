package io.github.slmsagemaker.local.llama.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.local.llama.TextMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TokenTextTest {
  private static final long SEED = 11;

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void a_split_character_waits_for_its_end() {
    TokenText text = new TokenText(TextMode.WHOLE_CHARACTERS);
    byte[] smile = utf8("🙂");
    assertThat(text.next(Arrays.copyOf(smile, 1))).isEmpty();
    assertThat(text.next(Arrays.copyOfRange(smile, 1, 3))).isEmpty();
    assertThat(text.next(Arrays.copyOfRange(smile, 3, 4))).isEqualTo("🙂");
    assertThat(text.end()).isEmpty();
  }

  @Test
  void a_character_that_never_ends_is_replaced_at_the_end() {
    TokenText text = new TokenText(TextMode.WHOLE_CHARACTERS);
    assertThat(text.next(new byte[] {'a', (byte) 0xE2, (byte) 0x82})).isEqualTo("a");
    assertThat(text.end()).isEqualTo("\uFFFD");
    assertThat(text.end()).isEmpty();
  }

  @Test
  void token_by_token_a_split_character_is_replaced() {
    TokenText text = new TokenText(TextMode.TOKEN_BY_TOKEN);
    byte[] umlaut = utf8("ü");
    assertThat(text.next(Arrays.copyOf(umlaut, 1)) + text.next(new byte[] {umlaut[1]}))
        .isEqualTo("\uFFFD\uFFFD");
    assertThat(text.next(utf8("ok")) + text.end()).isEqualTo("ok");
  }

  @Test
  void any_split_of_any_bytes_reads_like_the_whole() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = randomBytes(random);
      TokenText text = new TokenText(TextMode.WHOLE_CHARACTERS);
      StringBuilder seen = new StringBuilder();
      for (int from = 0, to; from < bytes.length; from = to) {
        to = Math.min(bytes.length, from + random.nextInt(1, 5));
        seen.append(text.next(Arrays.copyOfRange(bytes, from, to)));
      }
      assertThat(seen + text.end())
          .as("seed %d round %d: %s", SEED, round, Arrays.toString(bytes))
          .isEqualTo(new String(bytes, StandardCharsets.UTF_8));
    }
  }

  /** Whole characters and single bytes that look like parts of some. */
  private static byte[] randomBytes(SplittableRandom random) {
    byte[][] parts = {utf8("é"), utf8("€"), utf8("🙂"), utf8("a"), new byte[1], new byte[2]};
    byte[] bytes = new byte[0];
    for (int i = random.nextInt(12); i > 0; i--) {
      byte[] part = parts[random.nextInt(parts.length)].clone();
      if (random.nextInt(3) == 0) {
        random.nextBytes(part);
        part[0] |= (byte) 0x80;
      }
      bytes = Arrays.copyOf(bytes, bytes.length + part.length);
      System.arraycopy(part, 0, bytes, bytes.length - part.length, part.length);
    }
    return bytes;
  }
}
