package io.github.slmsagemaker.invoker.calls;

import io.github.slmsagemaker.core.engine.Engine;

/**
 * Puts a budget around an engine for one caller: what the caller may not spend, the engine is not
 * asked for. One generation is one of that engine's, however many calls it takes.
 */
@FunctionalInterface
public interface Budgeting {
  /** Everybody may spend everything. */
  Budgeting NONE = (engine, _) -> engine;

  /** An engine that spends what the caller has. */
  Engine around(Engine engine, Caller caller);
}
