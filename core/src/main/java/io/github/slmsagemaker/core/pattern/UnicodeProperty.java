package io.github.slmsagemaker.core.pattern;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/** The properties that {@code \p{...}} may name, as the JDK knows them. */
final class UnicodeProperty {
  /** General categories: the short and the long name, and Java's numbers for it. */
  private static final String CATEGORIES =
      """
      L Letter 1 2 3 4 5
      LC Cased_Letter 1 2 3
      Lu Uppercase_Letter 1
      Ll Lowercase_Letter 2
      Lt Titlecase_Letter 3
      Lm Modifier_Letter 4
      Lo Other_Letter 5
      M Mark 6 7 8
      Mn Nonspacing_Mark 6
      Mc Spacing_Mark 8
      Me Enclosing_Mark 7
      N Number 9 10 11
      Nd Decimal_Number 9
      Nl Letter_Number 10
      No Other_Number 11
      P Punctuation 20 21 22 23 24 29 30
      Pc Connector_Punctuation 23
      Pd Dash_Punctuation 20
      Ps Open_Punctuation 21
      Pe Close_Punctuation 22
      Pi Initial_Punctuation 29
      Pf Final_Punctuation 30
      Po Other_Punctuation 24
      S Symbol 25 26 27 28
      Sm Math_Symbol 25
      Sc Currency_Symbol 26
      Sk Modifier_Symbol 27
      So Other_Symbol 28
      Z Separator 12 13 14
      Zs Space_Separator 12
      Zl Line_Separator 13
      Zp Paragraph_Separator 14
      C Other 0 15 16 18 19
      Cc Control 15
      Cf Format 16
      Cs Surrogate 19
      Co Private_Use 18
      Cn Unassigned 0
      """;

  private static final Map<String, IntPredicate> BINARY =
      Map.ofEntries(
          Map.entry("ASCII", point -> point < 0x80),
          Map.entry("Any", point -> true),
          Map.entry("Assigned", Character::isDefined),
          Map.entry("Alphabetic", Character::isAlphabetic),
          Map.entry("Uppercase", Character::isUpperCase),
          Map.entry("Lowercase", Character::isLowerCase),
          Map.entry("White_Space", point -> Characters.space(point) && point != 0xFEFF),
          Map.entry("Ideographic", Character::isIdeographic),
          Map.entry("ID_Start", Character::isUnicodeIdentifierStart),
          Map.entry(
              "ID_Continue",
              point ->
                  Character.isUnicodeIdentifierPart(point)
                      && !Character.isIdentifierIgnorable(point)),
          Map.entry("Emoji", Character::isEmoji),
          Map.entry("Emoji_Presentation", Character::isEmojiPresentation),
          Map.entry("Emoji_Modifier", Character::isEmojiModifier),
          Map.entry("Emoji_Modifier_Base", Character::isEmojiModifierBase),
          Map.entry("Emoji_Component", Character::isEmojiComponent),
          Map.entry("Extended_Pictographic", Character::isExtendedPictographic));

  private UnicodeProperty() {}

  /** The set that {@code Name} or {@code Name=Value} means; empty for one that is not known. */
  static Optional<IntPredicate> of(String expression) {
    int equals = expression.indexOf('=');
    if (equals < 0) {
      return category(expression).or(() -> Optional.ofNullable(BINARY.get(expression)));
    }
    String value = expression.substring(equals + 1);
    return switch (expression.substring(0, equals)) {
      case "General_Category", "gc" -> category(value);
      case "Script", "sc", "Script_Extensions", "scx" -> script(value);
      default -> Optional.empty();
    };
  }

  private static Optional<IntPredicate> category(String name) {
    return CATEGORIES
        .lines()
        .map(line -> line.split(" ", 3))
        .filter(words -> words[0].equals(name) || words[1].equals(name))
        .map(words -> ofTypes(words[2]))
        .findFirst();
  }

  private static IntPredicate ofTypes(String numbers) {
    int mask = 0;
    for (String number : numbers.split(" ", -1)) {
      mask |= 1 << Integer.parseInt(number);
    }
    int types = mask;
    return point -> (types >> Character.getType(point) & 1) == 1;
  }

  private static Optional<IntPredicate> script(String name) {
    try {
      Character.UnicodeScript script =
          Character.UnicodeScript.forName(name.toUpperCase(Locale.ROOT));
      return Optional.of(point -> Character.UnicodeScript.of(point) == script);
    } catch (IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }
}
