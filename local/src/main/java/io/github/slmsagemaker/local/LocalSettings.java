package io.github.slmsagemaker.local;

import io.github.slmsagemaker.ledger.Budgets;
import io.github.slmsagemaker.ledger.KeyBudget;
import io.github.slmsagemaker.local.frontdoor.Admission;
import io.github.slmsagemaker.local.frontdoor.ApiKey;
import io.github.slmsagemaker.local.frontdoor.Reach;
import java.util.Objects;

/**
 * What a local stack is asked to be.
 *
 * @param port of the front door on 127.0.0.1; 0 takes a free one
 * @param model which weights
 * @param engine who computes, in which dialect
 * @param admission what opens the front door
 * @param budgets what they may spend
 * @param reach from where the front door may be reached
 */
public record LocalSettings(
    int port,
    ModelChoice model,
    EngineChoice engine,
    Admission admission,
    Budgets budgets,
    Reach reach) {
  public static final int DEFAULT_PORT = 8080;

  public LocalSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port " + port + " is not in 0..65535");
    }
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(engine, "engine");
    Objects.requireNonNull(admission, "admission");
    Objects.requireNonNull(budgets, "budgets");
    Objects.requireNonNull(reach, "reach");
  }

  /** One key, which may spend what it likes, on this machine. */
  public LocalSettings(int port, ModelChoice model, EngineChoice engine, ApiKey key) {
    this(
        port,
        model,
        engine,
        Admission.Keys.of(key),
        Budgets.ofEveryKey(KeyBudget.UNLIMITED),
        Reach.LOCAL);
  }
}
