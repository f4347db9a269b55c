package io.github.slmsagemaker.capacity.models;

import io.github.slmsagemaker.core.catalogue.Architecture;
import io.github.slmsagemaker.core.catalogue.Blocks;
import io.github.slmsagemaker.deployment.Deployment;

/** Counts that follow from a model's shape. */
final class Shapes {
  private Shapes() {}

  static Architecture of(Deployment deployment) {
    return deployment.model().architecture().orElseThrow();
  }

  /** Bytes of its weights. */
  static long fileBytes(Deployment deployment) {
    return deployment.weights().size().orElseThrow().bytes();
  }

  /** Weights of those matrices in all layers that a token passes. */
  static long layerWeights(Architecture shape) {
    return switch (shape.blocks()) {
      case Blocks.Dense _ -> commonWeights(shape);
      case Blocks.Hybrid hybrid ->
          commonWeights(shape) + hybrid(shape, hybrid, hybrid.experts().used());
    };
  }

  /** Weights of all layers' matrices, those of experts that a token does not pass among them. */
  static long allLayerWeights(Architecture shape) {
    return switch (shape.blocks()) {
      case Blocks.Dense _ -> commonWeights(shape);
      case Blocks.Hybrid hybrid ->
          commonWeights(shape) + hybrid(shape, hybrid, hybrid.experts().all());
    };
  }

  private static long commonWeights(Architecture shape) {
    long queries = 2L * shape.hidden() * shape.heads() * shape.headDim();
    long keys = 2L * shape.hidden() * shape.kvHeads() * shape.headDim();
    long feedForward = 3L * shape.hidden() * shape.ffn();
    return shape.attentionLayers() * (queries + keys) + shape.layers() * feedForward;
  }

  private static long hybrid(Architecture shape, Blocks.Hybrid hybrid, int experts) {
    Blocks.StateSpace state = hybrid.stateSpace();
    long inner = (long) state.heads() * state.headDim();
    long in = 2 * inner + 2L * state.groups() * state.stateDim() + state.heads();
    long recurrent = shape.hidden() * (in + inner);
    long chosen = 3L * experts * shape.hidden() * hybrid.experts().ffn();
    return (shape.layers() - hybrid.attentionLayers()) * recurrent + shape.layers() * chosen;
  }

  /** Weights of the table of embeddings; a tied model reads it as its output too. */
  static long embeddingWeights(Architecture shape) {
    return (long) shape.vocabulary() * shape.hidden();
  }

  /** All weights, the output among them. */
  static long weights(Architecture shape) {
    int tables = shape.tiedEmbeddings() ? 1 : 2;
    return allLayerWeights(shape) + tables * embeddingWeights(shape);
  }

  /**
   * Bytes of the file that generating one token reads: the layers that it passes and the output, by
   * their share of the weights.
   */
  static long bytesPerToken(Architecture shape, long fileBytes) {
    long read = layerWeights(shape) + embeddingWeights(shape);
    return Math.round(fileBytes * ((double) read / weights(shape)));
  }
}
