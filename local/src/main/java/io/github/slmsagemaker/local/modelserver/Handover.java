package io.github.slmsagemaker.local.modelserver;

import io.github.slmsagemaker.local.llama.GeneratedToken;
import io.github.slmsagemaker.local.llama.GenerationRequest;
import io.github.slmsagemaker.local.llama.Generation;
import io.github.slmsagemaker.http.HttpReply;
import io.github.slmsagemaker.local.llama.worker.LlamaWorker;
import io.github.slmsagemaker.local.llama.worker.Ticket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One generation between the engine's thread, which must not wait for a client, and the handler's,
 * which may. What lies between them is bounded by the generation's own length.
 */
final class Handover implements AutoCloseable {
  private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>();
  private final Ticket ticket;

  /** What a handler takes next. */
  sealed interface Step {
    /** A token. */
    record Token(Part part) implements Step {}

    /** The end, nothing follows. */
    record End(Generation answer) implements Step {}

    /** It failed, nothing follows. */
    record Failed(Throwable reason) implements Step {}
  }

  private Handover(
      LlamaWorker worker, GenerationRequest request, Function<GeneratedToken, Part> cutter) {
    ticket =
        worker.submit(
            request,
            token -> {
              Part part = cutter.apply(token);
              steps.add(new Step.Token(part));
              return !part.last();
            });
    var _ = ticket.outcome().whenComplete(this::ended);
  }

  /**
   * Lines a generation up.
   *
   * @param cutter turns tokens into parts, on the engine's thread
   * @param reply whose client's hanging up cancels it, waiting or running
   */
  static Handover begin(
      LlamaWorker worker,
      GenerationRequest request,
      Function<GeneratedToken, Part> cutter,
      HttpReply reply) {
    Handover handover = new Handover(worker, request, cutter);
    reply.onDisconnect(handover.ticket::cancel);
    return handover;
  }

  /** Waits for the next step. */
  Step next() throws InterruptedException {
    return steps.take();
  }

  /** Ends the generation if it still goes on. */
  @Override
  public void close() {
    ticket.cancel();
  }

  private void ended(@Nullable Generation answer, @Nullable Throwable failure) {
    if (answer != null) {
      steps.add(new Step.End(answer));
    } else if (failure instanceof CompletionException wrapper && wrapper.getCause() != null) {
      steps.add(new Step.Failed(wrapper.getCause()));
    } else if (failure != null) {
      steps.add(new Step.Failed(failure));
    }
  }
}
