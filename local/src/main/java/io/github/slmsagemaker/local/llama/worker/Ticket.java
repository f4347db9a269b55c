package io.github.slmsagemaker.local.llama.worker;

import io.github.slmsagemaker.local.llama.Generation;
import io.github.slmsagemaker.local.llama.GenerationRequest;
import io.github.slmsagemaker.local.llama.TokenConsumer;
import io.github.slmsagemaker.local.llama.LlamaException;
import io.github.slmsagemaker.local.llama.StopReason;
import io.github.slmsagemaker.local.llama.session.LlamaSession;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** A generation that waits, runs or has ended. */
public final class Ticket {
  private final GenerationRequest request;
  private final TokenConsumer consumer;
  private final Consumer<Ticket> withdraw;
  private final CompletableFuture<Generation> outcome = new CompletableFuture<>();
  private volatile boolean cancelled;

  Ticket(GenerationRequest request, TokenConsumer consumer, Consumer<Ticket> withdraw) {
    this.request = request;
    this.consumer = consumer;
    this.withdraw = withdraw;
  }

  /**
   * Ends the generation: at once while it waits, else before the next token or within the prompt's
   * reading. The outcome is then one with {@link StopReason#CANCELLED}. Without effect once it has
   * ended.
   */
  public void cancel() {
    cancelled = true;
    withdraw.accept(this);
  }

  /**
   * What was generated, or the exception; completed on the worker's thread, so dependents must be
   * quick.
   */
  public CompletionStage<Generation> outcome() {
    return outcome.minimalCompletionStage();
  }

  /**
   * Waits for the end.
   *
   * @throws LlamaException if the engine refused or failed
   * @throws RuntimeException what the consumer threw
   */
  public Generation await() throws InterruptedException {
    try {
      return outcome.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        case null, default -> throw new IllegalStateException("generation failed", e);
      }
    }
  }

  /** Runs on the worker's thread, once. */
  void run(LlamaSession session) {
    try {
      outcome.complete(session.generate(request, consumer, () -> cancelled));
    } catch (RuntimeException | Error e) {
      outcome.completeExceptionally(e);
    }
  }

  void endUnstarted() {
    outcome.complete(Generation.neverStarted(request.prompt().size()));
  }

  void fail(LlamaException reason) {
    outcome.completeExceptionally(reason);
  }
}
