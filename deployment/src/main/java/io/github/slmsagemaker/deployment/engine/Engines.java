package io.github.slmsagemaker.deployment.engine;

import io.github.slmsagemaker.core.catalogue.UnknownNameException;
import io.github.slmsagemaker.core.deployment.Lane;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The engines to choose from.
 *
 * @param known all of them; the first that runs on a lane is the usual one there
 */
public record Engines(List<EngineProfile> known) {
  /** Those of this version. */
  public static final Engines OURS = new Engines(List.of(EngineKind.values()));

  public Engines {
    known = List.copyOf(known);
    if (known.stream().map(EngineProfile::word).distinct().count() != known.size()) {
      throw new IllegalArgumentException("engines have a word twice: " + known);
    }
  }

  /** These and one more. */
  public Engines with(EngineProfile another) {
    return new Engines(Stream.concat(known.stream(), Stream.of(another)).toList());
  }

  /**
   * The engine of this word.
   *
   * @throws UnknownNameException listing the known ones
   */
  public EngineProfile named(String word) {
    return known.stream()
        .filter(engine -> engine.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new UnknownNameException(
                    "engine", word, known.stream().map(EngineProfile::word).toList()));
  }

  /** What runs on a lane unless told otherwise. */
  public EngineProfile usual(Lane lane) {
    return on(lane).findFirst().orElseThrow();
  }

  /** What a person's choice means on a lane; empty where there is no such engine on it. */
  public Optional<EngineProfile> chosen(Lane lane, String choice) {
    return on(lane).filter(engine -> engine.choice().equals(choice)).findFirst();
  }

  /**
   * What a person's choice means on somebody else's endpoint, where any engine may run: that of the
   * lane, where it has one of this name.
   *
   * @throws UnknownNameException listing the choices
   */
  public EngineProfile spoken(Lane lane, String choice) {
    return chosen(lane, choice)
        .or(() -> known.stream().filter(engine -> engine.choice().equals(choice)).findFirst())
        .orElseThrow(() -> new UnknownNameException("engine", choice, choices()));
  }

  /** What a person may choose, each once. */
  public List<String> choices() {
    return known.stream().map(EngineProfile::choice).distinct().toList();
  }

  private Stream<EngineProfile> on(Lane lane) {
    return known.stream().filter(engine -> engine.runsOn(lane));
  }
}
