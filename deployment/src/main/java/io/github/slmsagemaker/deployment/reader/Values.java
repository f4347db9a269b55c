package io.github.slmsagemaker.deployment.reader;

import io.github.slmsagemaker.core.catalogue.UnknownNameException;
import io.github.slmsagemaker.core.json.Spelling;
import io.github.slmsagemaker.deployment.Bounds;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Settings in text as typed ones; collects every problem instead of stopping at the first. */
final class Values {
  /** Ours are single words; the CDK's own contain other characters. */
  private static final Pattern OUR_FORM = Pattern.compile("[A-Za-z]+");

  private final Map<String, String> values;
  private final UnaryOperator<String> spelling;
  private final Set<String> problems = new LinkedHashSet<>();

  /**
   * @param spelling how a key is called by who wrote it, such as by an option's name
   */
  Values(Map<String, String> values, UnaryOperator<String> spelling) {
    this.values = Map.copyOf(values);
    this.spelling = spelling;
  }

  /** How a key is called in a sentence. */
  String name(String key) {
    return spelling.apply(key);
  }

  String name(Key key) {
    return name(key.word());
  }

  /** A value as it was written; blank counts as absent. */
  Optional<String> text(String key) {
    return Optional.ofNullable(values.get(key)).map(String::strip).filter(it -> !it.isEmpty());
  }

  Optional<String> text(Key key) {
    return text(key.word());
  }

  boolean has(Key key) {
    return text(key).isPresent();
  }

  /** A whole number within bounds. */
  OptionalInt integer(Key key, Bounds bounds) {
    return integer(key, bounds::problem);
  }

  /** A whole number that passes a check of its name and its value. */
  OptionalInt integer(Key key, BiFunction<String, Integer, Optional<String>> check) {
    return parsed(key, "a whole number", Integer::valueOf)
        .filter(value -> noted(check.apply(name(key), value)))
        .map(OptionalInt::of)
        .orElseGet(OptionalInt::empty);
  }

  /** A number that passes a check of its name and its value. */
  OptionalDouble decimal(Key key, BiFunction<String, Double, Optional<String>> check) {
    return parsed(key, "a number", Double::valueOf)
        .filter(value -> noted(check.apply(name(key), value)))
        .map(OptionalDouble::of)
        .orElseGet(OptionalDouble::empty);
  }

  /** One word of a closed set. */
  <T> Optional<T> word(Key key, List<T> known, Function<T, String> word) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<T> meaning =
        known.stream().filter(one -> word.apply(one).equals(text.get())).findFirst();
    if (meaning.isEmpty()) {
      List<String> words = known.stream().map(word).sorted().toList();
      problem(
          "%s is '%s', expected one of %s%s"
              .formatted(
                  name(key), text.get(), String.join(", ", words), meant(text.get(), words)));
    }
    return meaning;
  }

  /** Words between commas. */
  Optional<List<String>> list(Key key) {
    return text(key).map(text -> Arrays.stream(text.split(",", -1)).map(String::strip).toList());
  }

  /** Refuses keys that nothing reads, which are likely misspelt. */
  void refuseUnknown(List<String> known) {
    values.keySet().stream()
        .filter(key -> OUR_FORM.matcher(key).matches() && !known.contains(key))
        .sorted()
        .forEach(
            key ->
                problem(
                    "unknown context key %s, expected one of %s%s"
                        .formatted(
                            key,
                            String.join(", ", known.stream().sorted().toList()),
                            meant(key, known))));
  }

  /** The end of a sentence about a word that is none of these; empty where nothing is like it. */
  private static String meant(String typed, List<String> known) {
    return new Spelling(known, Map.of())
        .meant(typed)
        .map(word -> "; did you mean " + word + "?")
        .orElse("");
  }

  void problem(String sentence) {
    problems.add(sentence);
  }

  void problem(Optional<String> sentence) {
    sentence.ifPresent(this::problem);
  }

  /**
   * The outcome of a step that refuses by throwing.
   *
   * @return empty where it refused; why is noted
   */
  <T> Optional<T> attempt(Supplier<T> step) {
    try {
      return Optional.of(step.get());
    } catch (IllegalArgumentException | UnknownNameException e) {
      problem(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** What was read, with everything that was noted. */
  <T> Reading<T> reading(Optional<T> value) {
    return new Reading<>(value, List.copyOf(problems));
  }

  private boolean noted(Optional<String> found) {
    problem(found);
    return found.isEmpty();
  }

  private <T> Optional<T> parsed(Key key, String expected, Function<String, @Nullable T> parser) {
    Optional<String> text = text(key);
    try {
      return text.map(parser);
    } catch (NumberFormatException e) {
      problem("%s is '%s', expected %s".formatted(name(key), text.orElseThrow(), expected));
      return Optional.empty();
    }
  }
}
