package io.github.slmsagemaker.local.modelserver;

import io.github.slmsagemaker.core.output.StopCutter;
import io.github.slmsagemaker.local.llama.GeneratedToken;
import io.github.slmsagemaker.local.llama.session.LlamaModel;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Makes parts of tokens, up to a stop string. Filled on the engine's thread; {@link #held} and
 * {@link #word} are read after the generation's end.
 */
final class PartCutter implements Function<GeneratedToken, Part> {
  private final LlamaModel model;
  private final StopCutter stops;
  private final Set<Integer> preserved;

  /**
   * Before the first token.
   *
   * @param preserved control tokens that have text all the same
   */
  PartCutter(LlamaModel model, List<String> stops, Set<Integer> preserved) {
    this.model = model;
    this.stops = new StopCutter(stops.stream().filter(stop -> !stop.isEmpty()).toList());
    this.preserved = preserved;
  }

  @Override
  public Part apply(GeneratedToken token) {
    boolean shownAllTheSame = preserved.contains(token.id()) && model.isControl(token.id());
    String shown = shownAllTheSame ? model.text(List.of(token.id())) : token.text();
    return new Part(token, stops.feed(shown), stops.stopped());
  }

  /** Text that was held in vain: the generation ended before it became a stop string. */
  String held() {
    return stops.finish();
  }

  /** The stop string that was met, or empty. */
  String word() {
    return stops.met().orElse("");
  }
}
