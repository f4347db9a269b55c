package io.github.slmsagemaker.capacity.models;

/**
 * What llama.cpp keeps while it computes one physical batch, as floats: the larger of its steps.
 *
 * @param tokens tokens of the batch
 * @param context tokens of the context that they look back on
 * @param masks masks of that length; a second one with a sliding window
 * @param heads query heads of a block
 * @param hidden elements of the residual stream
 */
public record ComputeBuffer(long tokens, long context, int masks, int heads, int hidden) {
  private static final int FLOAT_BYTES = 4;
  private static final int HALF_BYTES = 2;

  /** With one mask, for no more tokens than there are in the context. */
  public static ComputeBuffer of(long tokens, long context, int heads, int hidden) {
    return new ComputeBuffer(Math.min(tokens, context), context, 1, heads, hidden);
  }

  /**
   * Bytes that a batch touches at the end of a prompt: the larger of the attention's step with its
   * scores and mask and the feed-forward step, as floats; and a copy of the scores as f16, which
   * multiplying them with the values takes. The logits are asked for of one token only, so what is
   * reserved for those of the others is never touched.
   *
   * <p>For an 8B with a physical batch of 512 and a context of 8192 the floats are 560 MiB, which
   * is what llama.cpp logs as its buffer.
   *
   * @param ffn elements of the feed-forward layer
   */
  public long touchedBytes(int ffn) {
    long feedForward = 2L * ffn + 2L * hidden;
    long scores = heads * context;
    return tokens * (FLOAT_BYTES * Math.max(attention(), feedForward) + HALF_BYTES * scores);
  }

  /**
   * The same where the attention is fused, which keeps no scores: of it the mask is left, as f16.
   *
   * @param ffn elements of the feed-forward layer
   */
  public long touchedBytesWithoutScores(int ffn) {
    long feedForward = 2L * ffn + 2L * hidden;
    return tokens * (FLOAT_BYTES * Math.max(4L * hidden, feedForward) + HALF_BYTES * context);
  }

  /**
   * Bytes that llama.cpp reserves: the larger of the attention's step and the logits of every token
   * of the batch. Within 3 % of what b4916 reports for 1B and tiny shapes at contexts of 168 to
   * 16384 and batches of 64 and 256.
   *
   * @param vocabulary tokens of the vocabulary
   */
  public long reservedBytes(int vocabulary) {
    long logits = masks * context + vocabulary + hidden;
    return FLOAT_BYTES * tokens * Math.max(attention(), logits);
  }

  private long attention() {
    return (heads + (long) masks) * context + 4L * hidden;
  }
}
