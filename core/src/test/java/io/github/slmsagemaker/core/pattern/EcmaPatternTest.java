package io.github.slmsagemaker.core.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EcmaPatternTest {
  private static final String ZOD_DATETIME =
      "^(?:(?:\\d\\d[2468][048]|\\d\\d[13579][26]|\\d\\d0[48]|[02468][048]00|[13579][26]00)-02-29|"
          + "\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|"
          + "30)|(?:02)-(?:0[1-9]|1\\d|2[0-8])))T(?:(?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d"
          + "(?:\\.\\d+)?)?(?:Z|([+-](?:[01]\\d|2[0-3]):[0-5]\\d)))$";
  private static final String ZOD_EMAIL =
      "^(?!\\.)(?!.*\\.\\.)([A-Za-z0-9_'+\\-\\.]*)[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9\\-]*\\.)+"
          + "[A-Za-z]{2,}$";

  @ParameterizedTest(name = "{0} in {1}: {2}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "abc;xabcx;true",
        "^abc$;xabc;false",
        "``;;true",
        "^$;a;false",
        "a|b;xxb;true",
        "^(a|bc)+$;abcbca;true",
        "^(a|bc)+$;abcbcb;false",
        "^a{2,3}$;aaaa;false",
        "^a{2,3}$;aaa;true",
        "^a{2,}$;aaaaaa;true",
        "^a{2}$;a;false",
        "^a{0}$;``;true",
        "^a*?b+?$;aab;true",
        "a{;a{;true",
        "^}]$;}];true",
        "a{,2};a{,2};true",
        "[[]x;[x;true",
        "^[^a-c]$;b;false",
        "^[a\\-c]$;b;false",
        "^[\\w-]+$;a-b;true",
        "^[a-\\d]$;-;true",
        "^[]$;a;false",
        "^[^]$;a;true",
        "^\\d$;٣;false",
        "^\\d$;3;true",
        "^\\w$;é;false",
        "\\bfoo\\b;a foo b;true",
        "\\bfoo\\b;afoo;false",
        "\\Boo;foo;true",
        "^.$;😀;true",
        "^[😀-😂]$;😁;true",
        "^\\u{1F600}$;😀;true",
        "^\\uD83D\\uDE00$;😀;true",
        "^\\x41\\u0042$;AB;true",
        "^\\p{Letter}+$;Grüße;true",
        "^\\p{L}+$;a1;false",
        "^\\P{Lu}$;A;false",
        "^\\p{Script=Greek}+$;αβγ;true",
        "^\\p{scx=Greek}+$;abc;false",
        "^\\p{General_Category=Decimal_Number}$;٣;true",
        "^[\\p{Lu}\\d]+$;AB1;true",
        "^\\p{Emoji_Presentation}$;😀;true",
        "(?<a_b>x)y;xy;true",
        "^(?=.*\\d)(?=.*[A-Z]).{4,}$;abC1;true",
        "^(?=.*\\d)(?=.*[A-Z]).{4,}$;abc1;false",
        "^(?!.*\\.\\.)[a.]+$;a.a;true",
        "^(?!.*\\.\\.)[a.]+$;a..a;false",
        "(?<=\\$)\\d;a$5;true",
        "(?<=\\$)\\d;a5;false",
        "(?<!a)b;ab;false",
        "(?<!a)b;cb;true",
        "(?<=a(?=b)b)c;abc;true",
        "(?!(?=a)b)a;a;true",
        "^(?:a(?!b)|c)+$;aac;true",
        "a/b\\/c;a/b/c;true",
        "^\\-\\ $;- ;true",
        "(?:^|,)x;y,x;true"
      })
  void finds_what_ecmascript_finds(String pattern, String text, boolean found) throws PatternFlaw {
    assertThat(finds(pattern, text == null ? "" : text)).isEqualTo(found);
  }

  @Test
  void line_ends_are_no_end_of_the_text_and_no_dot() throws PatternFlaw {
    assertThat(finds("^a$", "a\n")).isFalse();
    assertThat(finds("^a.b$", "a\nb")).isFalse();
    assertThat(finds("^a\\sb$", "a\u00a0b")).isTrue();
    assertThat(finds("^[\\b]$", "\b")).isTrue();
    assertThat(finds("^\\cJ\\0$", "\n\0")).isTrue();
  }

  @Test
  void patterns_of_well_known_libraries_work() throws PatternFlaw {
    assertThat(finds(ZOD_DATETIME, "2024-02-29T12:00:00+02:00")).isTrue();
    assertThat(finds(ZOD_DATETIME, "2023-02-29T12:00:00Z")).isFalse();
    assertThat(finds(ZOD_EMAIL, "jo.doe@example.org")).isTrue();
    assertThat(finds(ZOD_EMAIL, "jo..doe@example.org")).isFalse();
    assertThat(finds(ZOD_EMAIL, ".jo@example.org")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "(;missing",
        ");missing",
        "[a;missing",
        "a**;nothing to repeat",
        "+a;nothing to repeat",
        "a{2,1};backwards",
        "[b-a];backwards",
        "(a)\\1;back references",
        "(?<a>x)\\k<a>;back references",
        "(?i)a;inline flags",
        "(?>a);inline flags",
        "\\A;no escape",
        "\\p{Klingon};not known",
        "\\p{Script=Nobody};not known",
        "\\u{110000};takes a character",
        "\\x4;two hexadecimal",
        "a\\;ends in a backslash",
        "(?:(?:a{1000}){1000});states"
      })
  void what_cannot_be_served_is_refused_with_the_construct(String pattern, String reason) {
    assertThatThrownBy(() -> EcmaPattern.compile(pattern))
        .isInstanceOfSatisfying(
            PatternFlaw.class, flaw -> assertThat(flaw.reason()).contains(reason));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(?:(?:(?:){65535}){65535}){65535}",
        "(?:(?:(?:^){65535}){65535}){65535}",
        "(?:(?:(?:(?=a)){65535}){65535}){65535}",
        "(?:(?:(?:|){65535}){65535}){65535}",
        "(?:(?:(?:a?){10}){10}){10}$",
        "(a+)+$",
        "(a|a)*b",
        "(a*)*b",
        "((a|ab)(c|bcd)(d*))*$",
        "^(?=(a+)+$)(?!(a|aa)*c)(a*)*b$",
        "(?<=(a+)+)(?<!(b*)*)c$",
        "^(.*a){20}$",
        "(.*)*!",
        "(x+x+)+y"
      })
  void no_pattern_takes_more_steps_than_states_times_characters(String pattern) throws PatternFlaw {
    EcmaPattern compiled = EcmaPattern.compile(pattern);
    Effort effort = new Effort(6L * (compiled.states() + 1) * 2_003);

    compiled.foundIn("a".repeat(2_000) + "!", effort);

    assertThat(effort.exhausted()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {51, 2_000})
  void nesting_is_bounded(int levels) {
    assertThatThrownBy(() -> EcmaPattern.compile("(".repeat(levels) + ")".repeat(levels)))
        .isInstanceOf(PatternFlaw.class)
        .hasMessageContaining("deeper");
  }

  @Test
  void more_steps_than_allowed_are_not_made() throws PatternFlaw {
    Effort effort = new Effort(1_000);
    EcmaPattern pattern = EcmaPattern.compile("(a|aa)+$");

    assertThat(pattern.foundIn("a".repeat(10_000), effort)).isFalse();
    assertThat(effort.exhausted()).isTrue();
    assertThat(pattern.foundIn("a", effort)).isFalse();
  }

  /** Java's own engine as the judge, on patterns that both read alike. */
  @Test
  void random_patterns_find_what_java_finds() throws PatternFlaw {
    long seed = System.nanoTime();
    System.out.println("EcmaPatternTest seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 5_000; round++) {
      String pattern = pattern(random, 3);
      String text = text(random);
      assertThat(finds(pattern, text))
          .as("%s in %s", pattern, text)
          .isEqualTo(Pattern.compile(pattern).matcher(text).find());
    }
  }

  private static String pattern(Random random, int depth) {
    String[] atoms = {"a", "b", "[ab]", "[^a]", ".", "^", "$", "\\b", "\\B", "\\w", "c"};
    if (depth == 0) {
      return atoms[random.nextInt(atoms.length)];
    }
    String inner = pattern(random, depth - 1);
    return switch (random.nextInt(9)) {
      case 0 -> "(?:" + inner + "|" + pattern(random, depth - 1) + ")";
      case 1 -> "(?:" + inner + ")*";
      case 2 -> "(?:" + inner + ")+?";
      case 3 -> "(?:" + inner + "){1,2}";
      case 4 -> "(?=" + inner + ")";
      case 5 -> "(?!" + inner + ")";
      case 6 -> "(?<=" + pattern(random, 0) + ")" + inner;
      case 7 -> "(?<!" + pattern(random, 0) + ")" + inner;
      default -> inner + pattern(random, depth - 1);
    };
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(7); i > 0; i--) {
      text.append("abc ".charAt(random.nextInt(4)));
    }
    return text.toString();
  }

  private static boolean finds(String pattern, String text) throws PatternFlaw {
    Effort effort = new Effort(1_000_000);
    boolean found = EcmaPattern.compile(pattern).foundIn(text, effort);
    assertThat(effort.exhausted()).isFalse();
    return found;
  }
}
