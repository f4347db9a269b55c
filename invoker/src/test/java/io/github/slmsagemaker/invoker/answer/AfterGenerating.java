package io.github.slmsagemaker.invoker.answer;

import io.github.slmsagemaker.core.engine.Call;
import io.github.slmsagemaker.core.engine.Capabilities;
import io.github.slmsagemaker.core.engine.Completion;
import io.github.slmsagemaker.core.engine.Engine;
import io.github.slmsagemaker.core.engine.Generation;

/** An engine after each of whose generations something happens. */
record AfterGenerating(Engine delegate, Runnable event) implements Engine {
  @Override
  public Capabilities capabilities() {
    return delegate.capabilities();
  }

  @Override
  public Completion generate(Generation generation, Call call, PieceListener pieces) {
    Completion completion = delegate.generate(generation, call, pieces);
    event.run();
    return completion;
  }
}
