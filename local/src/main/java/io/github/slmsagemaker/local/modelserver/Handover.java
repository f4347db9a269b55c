package io.github.slmsagemaker.local.modelserver;

import io.github.slmsagemaker.http.HttpReply;
import io.github.slmsagemaker.local.llama.Answer;
import io.github.slmsagemaker.local.llama.AnswerRequest;
import io.github.slmsagemaker.local.llama.LlamaWorker;
import io.github.slmsagemaker.local.llama.Piece;
import io.github.slmsagemaker.local.llama.Ticket;
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
    record End(Answer answer) implements Step {}

    /** It failed, nothing follows. */
    record Failed(Throwable reason) implements Step {}
  }

  private Handover(LlamaWorker worker, AnswerRequest request, Function<Piece, Part> cutter) {
    ticket =
        worker.submit(
            request,
            piece -> {
              Part part = cutter.apply(piece);
              steps.add(new Step.Token(part));
              return !part.last();
            });
    var _ = ticket.outcome().whenComplete(this::ended);
  }

  /**
   * Lines a generation up.
   *
   * @param cutter turns pieces into parts, on the engine's thread
   * @param reply whose client's hanging up cancels it, waiting or running
   */
  static Handover begin(
      LlamaWorker worker, AnswerRequest request, Function<Piece, Part> cutter, HttpReply reply) {
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

  private void ended(@Nullable Answer answer, @Nullable Throwable failure) {
    if (answer != null) {
      steps.add(new Step.End(answer));
    } else if (failure instanceof CompletionException wrapper && wrapper.getCause() != null) {
      steps.add(new Step.Failed(wrapper.getCause()));
    } else if (failure != null) {
      steps.add(new Step.Failed(failure));
    }
  }
}
