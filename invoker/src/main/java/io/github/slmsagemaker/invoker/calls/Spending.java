package io.github.slmsagemaker.invoker.calls;

import io.github.slmsagemaker.core.engine.Engine;
import java.util.Optional;

/**
 * What one request spends. It listens at two places, as what tells costs does: around each model
 * call, which may have run though it failed, and around all that is put together from several. Used
 * by one thread.
 */
public interface Spending extends AutoCloseable {
  /** Nothing is counted. */
  Spending FREE =
      new Spending() {
        @Override
        public Engine eachCall(Engine engine) {
          return engine;
        }

        @Override
        public Engine eachGeneration(Engine engine) {
          return engine;
        }

        @Override
        public Optional<Allowance> allowance() {
          return Optional.empty();
        }

        @Override
        public void close() {}
      };

  /** Notes whether the model may have run. */
  Engine eachCall(Engine engine);

  /** What the caller may not spend, the engine is not asked for. */
  Engine eachGeneration(Engine engine);

  /** What is left to the caller, where it is limited and known. */
  Optional<Allowance> allowance();

  /** Settles: what was reserved and not used is given back. Never fails. */
  @Override
  void close();
}
