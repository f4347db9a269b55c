package io.github.slmsagemaker.capacity.models;

/**
 * What a model, its engine and one context need, in bytes.
 *
 * @param weights the file: mapped, but all of it is read for every token
 * @param repacked the second copy of weights in another layout
 * @param keysAndValues keys and values of the whole context
 * @param compute buffers of one physical batch; on a card, what the engine works with
 * @param promptCache prompts of earlier requests
 * @param runtime the process itself: code, vocabulary, page tables; on a card, what the engine
 *     leaves free
 * @param margin what the prediction may be wrong by
 */
public record MemoryNeed(
    long weights,
    long repacked,
    long keysAndValues,
    long compute,
    long promptCache,
    long runtime,
    long margin) {

  /** What the process is predicted to hold at its peak: all but the margin. */
  public long peak() {
    return weights + repacked + keysAndValues + compute + promptCache + runtime;
  }

  /** What must be there: the peak and the margin. */
  public long total() {
    return peak() + margin;
  }
}
