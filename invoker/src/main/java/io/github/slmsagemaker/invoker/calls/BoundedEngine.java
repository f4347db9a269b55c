package io.github.slmsagemaker.invoker.calls;

import io.github.slmsagemaker.core.engine.Call;
import io.github.slmsagemaker.core.engine.Capabilities;
import io.github.slmsagemaker.core.engine.Completion;
import io.github.slmsagemaker.core.engine.Deadline;
import io.github.slmsagemaker.core.engine.Engine;
import io.github.slmsagemaker.core.engine.Generation;
import java.time.Duration;

/**
 * Gives a call up once it has lasted longer than the platform can take for it (promise P2), though
 * the request may have more time.
 *
 * @param delegate makes the call
 * @param longest a held cold start included
 */
public record BoundedEngine(Engine delegate, Duration longest) implements Engine {
  @Override
  public Capabilities capabilities() {
    return delegate.capabilities();
  }

  @Override
  public Completion generate(Generation generation, Call call, PieceListener pieces) {
    Deadline end = Deadline.in(longest, call.deadline().clock());
    return delegate.generate(generation, call.within(end), pieces);
  }
}
