package io.github.slmsagemaker.invoker;

import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.deployment.Bounds;
import io.github.slmsagemaker.deployment.Origins;
import io.github.slmsagemaker.deployment.engine.EngineProfile;
import io.github.slmsagemaker.deployment.engine.Engines;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Reads variables and remembers what is wrong with them, so that all of it is told at once. */
final class SettingsReader {
  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();

  SettingsReader(Map<String, String> environment) {
    this.environment = environment;
  }

  String text(String name) {
    String value = environment.getOrDefault(name, "");
    if (value.isBlank()) {
      problems.add(name + " is not set");
    }
    return value;
  }

  Optional<String> optionalText(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  Lane lane(String name) {
    List<String> words = Arrays.stream(Lane.values()).map(Lane::word).toList();
    return word(name, Lane::of, Lane.SERVERLESS, words);
  }

  EngineProfile engine(String name, Engines engines) {
    List<EngineProfile> known = engines.known();
    return word(
        name,
        word -> known.stream().filter(engine -> engine.word().equals(word)).findFirst(),
        known.getFirst(),
        known.stream().map(EngineProfile::word).toList());
  }

  private <T> T word(
      String name, Function<String, Optional<T>> parse, T otherwise, List<String> expected) {
    String value = environment.getOrDefault(name, "");
    Optional<T> parsed = parse.apply(value);
    if (parsed.isEmpty()) {
      problems.add("%s is '%s', expected %s".formatted(name, value, either(expected)));
    }
    return parsed.orElse(otherwise);
  }

  private static String either(List<String> words) {
    return String.join(", ", words).replaceFirst(", ([^,]*)$", " or $1");
  }

  int number(String name, Bounds bounds, int otherwise) {
    return number(name, bounds.least(), bounds.most().orElse(Integer.MAX_VALUE), otherwise);
  }

  /** Origins between commas. */
  Origins origins(String name) {
    List<String> origins =
        optionalText(name).map(text -> List.of(text.split(",", -1))).orElse(List.of());
    Optional<String> problem = Origins.problem(name, origins);
    problem.ifPresent(problems::add);
    return problem.isEmpty() ? new Origins(origins) : Origins.NONE;
  }

  int number(String name, int least, int most, int otherwise) {
    String value = environment.getOrDefault(name, "");
    if (value.isBlank()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Told below, as for a number out of range.
    }
    problems.add(
        "%s is '%s', expected a whole number of %d to %d".formatted(name, value, least, most));
    return otherwise;
  }

  /** Tokens a second. */
  double rate(String name, double otherwise) {
    Optional<String> value = optionalText(name);
    if (value.isEmpty()) {
      return otherwise;
    }
    if (value.get().matches("\\d{1,6}(\\.\\d{1,6})?") && Double.parseDouble(value.get()) > 0) {
      return Double.parseDouble(value.get());
    }
    problem("%s is '%s', expected a number above 0, such as 32.4".formatted(name, value.get()));
    return otherwise;
  }

  /** A whole number from 1 on, where there is one. */
  OptionalLong count(String name, long most) {
    Optional<String> value = optionalText(name);
    if (value.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      long number = Long.parseLong(value.get());
      if (number >= 1 && number <= most) {
        return OptionalLong.of(number);
      }
    } catch (NumberFormatException notANumber) {
      // Told below, as for a number out of range.
    }
    problem("%s is '%s', expected a whole number of 1 to %d".formatted(name, value.get(), most));
    return OptionalLong.empty();
  }

  /** What a parser makes of a text, where there is one; it refuses by throwing. */
  <T> Optional<T> parsed(String name, Function<String, T> parser) {
    try {
      return optionalText(name).map(parser);
    } catch (IllegalArgumentException refused) {
      problem(name + ": " + refused.getMessage());
      return Optional.empty();
    }
  }

  void problem(String sentence) {
    problems.add(sentence);
  }

  boolean flag(String name) {
    String value = environment.getOrDefault(name, "false");
    if (!value.equals("true") && !value.equals("false")) {
      problems.add("%s is '%s', expected true or false".formatted(name, value));
    }
    return value.equals("true");
  }

  /** Throws if anything was wrong. */
  void complain() {
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "the invoker's environment is wrong:\n  " + String.join("\n  ", problems));
    }
  }
}
