package io.github.slmsagemaker.invoker.calls;

import io.github.slmsagemaker.core.chat.Sampling;
import io.github.slmsagemaker.core.deployment.Timers;
import io.github.slmsagemaker.core.engine.Call;
import io.github.slmsagemaker.core.engine.Cancellation;
import io.github.slmsagemaker.core.engine.Completion;
import io.github.slmsagemaker.core.engine.Deadline;
import io.github.slmsagemaker.core.engine.Engine;
import io.github.slmsagemaker.core.engine.Generation;
import io.github.slmsagemaker.core.engine.Piece;
import io.github.slmsagemaker.core.engine.Prompt;
import io.github.slmsagemaker.testkit.engine.SlowEngine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** An answer through a {@link ContinuingEngine}, and what a client saw of it. */
final class ContinuedAnswer {
  static final String HELLO = "Hello there, tell me a long story.";

  private static final InstantSource STOPPED = InstantSource.fixed(Instant.EPOCH);

  private final Pace.Expected expected;
  private final StringBuilder text = new StringBuilder();
  private final List<Piece> pieces = new ArrayList<>();

  /** Of a model that is expected to be as fast as most of these tests' is. */
  ContinuedAnswer() {
    this(new Pace.Expected(15, 5.2));
  }

  ContinuedAnswer(Pace.Expected expected) {
    this.expected = expected;
  }

  static Generation generation(String prompt, int maxTokens) {
    return Generation.of(Prompt.of(prompt), maxTokens, Sampling.GREEDY);
  }

  Completion by(Engine engine, CallLimits limits, Generation generation) {
    return by(engine, limits, generation, Timers.STREAMED_REQUEST);
  }

  /** On the engine's own clock where it has one, else while time stands still. */
  Completion by(Engine engine, CallLimits limits, Generation generation, Duration deadline) {
    InstantSource clock = engine instanceof SlowEngine slow ? slow : STOPPED;
    return new ContinuingEngine(engine, limits, new Pace(expected))
        .generate(
            generation,
            new Call(Deadline.in(deadline, clock), new Cancellation()),
            piece -> {
              pieces.add(piece);
              text.append(piece.text());
            });
  }

  /** What came until it ended or failed. */
  String text() {
    return text.toString();
  }

  List<Piece> pieces() {
    return List.copyOf(pieces);
  }
}
