package io.github.slmsagemaker.cli.explain;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is known to go wrong, by the words that it was recorded with: {@code causes.json}, causes
 * before their symptoms.
 */
final class Causes {
  private static final Pattern FIGURE = Pattern.compile("\\{(\\w+)\\}");

  private final List<Known> known;

  private Causes(List<Known> known) {
    this.known = known;
  }

  static Causes load() {
    try (InputStream file = Causes.class.getResourceAsStream("causes.json")) {
      return new Causes(
          JsonMapper.shared()
              .readTree(Objects.requireNonNull(file, "causes.json"))
              .valueStream()
              .map(Known::read)
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first cause that anything tells of. */
  Optional<Cause> find(List<Evidence> evidence) {
    for (Known candidate : known) {
      for (Evidence said : evidence) {
        Matcher words = candidate.pattern().matcher(said.text());
        if (words.find()) {
          return Optional.of(candidate.as(words, said));
        }
      }
    }
    return Optional.empty();
  }

  private record Known(String id, Pattern pattern, String words, String next) {
    static Known read(JsonNode cause) {
      return new Known(
          cause.get("id").asString(),
          Pattern.compile(cause.get("pattern").asString()),
          cause.get("words").asString(),
          cause.get("next").asString());
    }

    Cause as(Matcher said, Evidence evidence) {
      String figured =
          FIGURE
              .matcher(words)
              .replaceAll(figure -> Matcher.quoteReplacement(said.group(figure.group(1))));
      return new Cause(id, figured, next, evidence);
    }
  }
}
