package io.github.slmsagemaker.invoker.api;

import io.github.slmsagemaker.core.engine.Engine;
import io.github.slmsagemaker.invoker.budget.LedgerBudgeting;
import io.github.slmsagemaker.invoker.budget.LedgerBudgeting.WhenDown;
import io.github.slmsagemaker.invoker.budget.TokenBound;
import io.github.slmsagemaker.invoker.calls.EngineStack;
import io.github.slmsagemaker.invoker.calls.Patience;
import io.github.slmsagemaker.ledger.Budgets;
import io.github.slmsagemaker.ledger.KeyBudget;
import io.github.slmsagemaker.ledger.Usage;
import io.github.slmsagemaker.ledger.file.FileLedger;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** The API with a day's budget for every key, in a ledger that is watched. */
record Budgeted(WatchedLedger ledger, ApiServer server) implements AutoCloseable {
  static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-11-29T12:00:00Z"));
  static final int CONTEXT = 4_096;

  static Budgeted of(long tokensPerDay, Path folder, Engine engine) {
    return of(tokensPerDay, folder, engine, WhenDown.REFUSE);
  }

  static Budgeted of(long tokensPerDay, Path folder, Engine engine, WhenDown whenDown) {
    WatchedLedger ledger =
        new WatchedLedger(
            new FileLedger(
                folder.resolve("ledger.json"),
                Budgets.ofEveryKey(KeyBudget.perDay(tokensPerDay)),
                NOON));
    LedgerBudgeting budgeting =
        new LedgerBudgeting(ledger, new TokenBound(CONTEXT), whenDown, NOON);
    EngineStack engines = new EngineStack(engine, Patience.NONE, Optional.empty(), budgeting);
    return new Budgeted(ledger, ApiServer.over(engines));
  }

  Answer chat(String fields) throws IOException {
    return server.post(ApiServer.CHAT, ApiServer.chat(fields), "alice");
  }

  Usage usage() {
    return ledger.usage("alice").getFirst();
  }

  @Override
  public void close() {
    server.close();
    ledger.close();
  }
}
