package io.github.slmsagemaker.local.modelserver;

import io.github.slmsagemaker.local.llama.GenerationRequest;
import io.github.slmsagemaker.local.llama.Sampling;
import io.github.slmsagemaker.local.llama.worker.Ticket;

/** A container whose engine runs one generation while another waits, which is all it takes. */
final class Busy implements AutoCloseable {
  private final Gate gate;
  private final Ticket waiting;

  public Busy(Container container) throws InterruptedException {
    gate = new Gate(container.worker);
    int[] prompt = container.worker.model().tokenize("Wait.", true, true);
    waiting =
        container.worker.submit(GenerationRequest.of(prompt, 1, Sampling.greedy()), _ -> true);
  }

  @Override
  public void close() {
    waiting.cancel();
    gate.close();
  }
}
