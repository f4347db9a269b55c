package io.github.slmsagemaker.local.llama.worker;

import io.github.slmsagemaker.local.llama.GenerationRequest;
import io.github.slmsagemaker.local.llama.TokenConsumer;
import io.github.slmsagemaker.local.llama.LlamaException;
import io.github.slmsagemaker.local.llama.EngineOptions;
import io.github.slmsagemaker.local.llama.binding.LlamaLibrary;
import io.github.slmsagemaker.local.llama.session.LlamaModel;
import io.github.slmsagemaker.local.llama.session.LlamaSession;
import io.github.slmsagemaker.local.gguf.GgufException;
import io.github.slmsagemaker.local.gguf.GgufFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * A model, one session and the thread that owns both. Generations run one at a time in the order
 * they were submitted; a bounded number waits.
 */
public final class LlamaWorker implements AutoCloseable {
  // Tokenisers and grammars recurse in C++; the default of 1 MiB is the JVM's choice, not theirs.
  private static final long STACK_BYTES = 16 << 20;

  private final GgufFile file;
  private final EngineOptions options;
  private final TicketQueue queue;
  private final CompletableFuture<LlamaModel> ready = new CompletableFuture<>();
  private final Thread thread;

  private LlamaWorker(LlamaLibrary library, GgufFile file, EngineOptions options) {
    this.file = file;
    this.options = options;
    this.queue = new TicketQueue(options.mostWaiting());
    this.thread =
        Thread.ofPlatform()
            .name("llama-worker")
            .daemon(true)
            .stackSize(STACK_BYTES)
            .unstarted(() -> work(library));
  }

  /**
   * Loads a model and starts its worker; returns when it can generate.
   *
   * @throws GgufException if the file is not a whole GGUF
   * @throws LlamaException.UnsupportedModel for an architecture that llama.cpp does not know
   * @throws LlamaException.TooLittleMemory if it would not fit, before anything is loaded
   * @throws LlamaException.LoadFailed if llama.cpp refuses it
   * @throws LlamaException.InvalidRequest if the session's options do not suit the model
   */
  public static LlamaWorker start(LlamaLibrary library, Path path, EngineOptions options) {
    return start(library, GgufFile.read(path), options);
  }

  /** Starts with a file that was read before. */
  public static LlamaWorker start(LlamaLibrary library, GgufFile file, EngineOptions options) {
    LlamaModel.requireKnown(library, file);
    MemoryNeed.of(file, options).requireWithin(AvailableMemory.read(), file.path());
    LlamaWorker worker = new LlamaWorker(library, file, options);
    worker.thread.start();
    try {
      worker.ready.join();
      return worker;
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }

  /** The model, for tokenising and for what it says about itself; from any thread. */
  public LlamaModel model() {
    return ready.join();
  }

  /** What the model's file says about itself. */
  public GgufFile file() {
    return file;
  }

  /** What prompt and answer may have together. */
  public int contextTokens() {
    return options.contextTokens();
  }

  /** How many generations are taken at once: the one that runs and those that may wait. */
  public int mostAtOnce() {
    return options.mostWaiting() + 1;
  }

  /** How many generations wait at this moment. */
  public int waiting() {
    return queue.waitingCount();
  }

  /** Whether nothing runs or waits at this moment. */
  public boolean isIdle() {
    return queue.isIdle();
  }

  /**
   * Lines up a generation and returns at once.
   *
   * @throws LlamaException.Busy if too many wait
   * @throws LlamaException.Closed after {@link #close} or {@link #drain}
   * @throws LlamaException.ContextOverflow if the prompt leaves no room for a token
   * @throws LlamaException.InvalidRequest for an id outside the vocabulary
   */
  public Ticket submit(GenerationRequest request, TokenConsumer consumer) {
    LlamaSession.requireRunnable(model(), options, request);
    Ticket ticket = new Ticket(request, consumer, queue::withdraw);
    queue.add(ticket);
    return ticket;
  }

  /**
   * Closes gently: accepts no more, lets those that run and wait finish within {@code patience},
   * then closes as {@link #close} does.
   */
  public void drain(Duration patience) throws InterruptedException {
    requireOtherThread();
    try {
      queue.drain(patience);
    } finally {
      close();
    }
  }

  /**
   * Closes: the running generation ends as cancelled, waiting ones fail with {@link
   * LlamaException.Closed}; the thread has ended and all native memory is free on return. Again has
   * no effect.
   */
  @Override
  public void close() {
    requireOtherThread();
    queue.close();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        // The cancelled generation ends soon; leaving it behind would leak the model.
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void requireOtherThread() {
    if (Thread.currentThread() == thread) {
      throw new IllegalStateException("a consumer cannot close its own worker; return false");
    }
  }

  private void work(LlamaLibrary library) {
    try (LlamaModel model = LlamaModel.load(library, file);
        LlamaSession session = LlamaSession.open(model, options)) {
      ready.complete(model);
      for (Ticket ticket = next(); ticket != null; ticket = next()) {
        ticket.run(session);
      }
    } catch (RuntimeException | Error e) {
      ready.completeExceptionally(e);
    } finally {
      queue.close();
    }
  }

  private @Nullable Ticket next() {
    while (true) {
      try {
        return queue.take();
      } catch (InterruptedException e) {
        // Only a consumer can have interrupted this thread; close() ends it. Ask again.
      }
    }
  }
}
