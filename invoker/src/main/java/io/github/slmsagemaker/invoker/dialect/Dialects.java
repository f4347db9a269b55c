package io.github.slmsagemaker.invoker.dialect;

import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.deployment.engine.EngineProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The one place that knows which dialect an engine speaks.
 *
 * @param byWord what makes a dialect, by the engine's word; it is given the strings that are handed
 *     out as text even where a vocabulary calls them special
 */
public record Dialects(Map<String, Function<List<String>, Dialect>> byWord) {
  /** Those of the engines of this version. */
  public static final Dialects OURS =
      new Dialects(Map.of())
          .with(EngineKind.LLAMA_CPP, LlamaCppDialect::new)
          .with(EngineKind.VLLM, VllmDialect::new)
          .with(EngineKind.TGI, markup -> new TgiDialect(TgiDialect.Backend.GPU, markup))
          .with(
              EngineKind.TGI_LLAMACPP,
              markup -> new TgiDialect(TgiDialect.Backend.LLAMACPP, markup));

  public Dialects {
    byWord = Map.copyOf(byWord);
  }

  /** These and one more. */
  public Dialects with(EngineProfile engine, Function<List<String>, Dialect> dialect) {
    Map<String, Function<List<String>, Dialect>> all = new HashMap<>(byWord);
    all.put(engine.word(), dialect);
    return new Dialects(all);
  }

  /**
   * The dialect of an engine.
   *
   * @throws IllegalArgumentException if nobody wrote one for it
   */
  public Dialect of(EngineProfile engine, List<String> markup) {
    Function<List<String>, Dialect> dialect = byWord.get(engine.word());
    if (dialect == null) {
      throw new IllegalArgumentException(
          "engine %s has no dialect, expected one of %s"
              .formatted(engine.word(), byWord.keySet().stream().sorted().toList()));
    }
    return dialect.apply(markup);
  }
}
