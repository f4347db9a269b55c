package io.github.slmsagemaker.container;

import io.github.slmsagemaker.core.chat.Sampling;
import io.github.slmsagemaker.core.engine.Engine;
import io.github.slmsagemaker.core.engine.Generation;
import io.github.slmsagemaker.core.engine.Prompt;
import io.github.slmsagemaker.testkit.engine.EngineContract;
import org.junit.jupiter.api.AfterEach;

/**
 * The contract of every engine, for a real one whose answer nobody knows before: what is expected
 * is its own greedy answer.
 */
abstract class RealEngineContract implements EngineContract {
  static final String PROMPT = "Count to ten.";
  static final int BUDGET = 12;

  private final RunningEngine running;
  private final int promptTokens;
  private final Generation endless;
  private final RunningEngine.Answer expected;

  /**
   * @param promptTokens tokens of the prompt, counted without the invoker
   * @param room about as many tokens as an answer may have
   * @param unending sampling in which no token ends the answer
   */
  RealEngineContract(RunningEngine running, int promptTokens, int room, Sampling unending) {
    this.running = running;
    this.promptTokens = promptTokens;
    this.endless = Generation.of(Prompt.of(PROMPT), room, unending);
    this.expected = running.greedy(Prompt.of(PROMPT), BUDGET);
  }

  @AfterEach
  void end() {
    running.close();
  }

  @Override
  public final Engine engine() {
    return running.engine();
  }

  @Override
  public final int budget() {
    return BUDGET;
  }

  @Override
  public final String expectedText() {
    return expected.text();
  }

  @Override
  public final int expectedPromptTokens() {
    return promptTokens;
  }

  @Override
  public final int expectedCompletionTokens() {
    return BUDGET;
  }

  @Override
  public final Generation endless() {
    return endless;
  }
}
