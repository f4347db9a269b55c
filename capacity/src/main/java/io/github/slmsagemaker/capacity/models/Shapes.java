package io.github.slmsagemaker.capacity.models;

import io.github.slmsagemaker.core.catalogue.Architecture;
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

  /** Weights of all layers' matrices, which every token passes. */
  static long layerWeights(Architecture shape) {
    long queries = 2L * shape.hidden() * shape.heads() * shape.headDim();
    long keys = 2L * shape.hidden() * shape.kvHeads() * shape.headDim();
    long feedForward = 3L * shape.hidden() * shape.ffn();
    return shape.layers() * (queries + keys + feedForward);
  }

  /** Of these, value and down projections. */
  static long valueAndDownWeights(Architecture shape) {
    long values = (long) shape.hidden() * shape.kvHeads() * shape.headDim();
    return shape.layers() * (values + (long) shape.hidden() * shape.ffn());
  }

  /** Weights of the table of embeddings; a tied model reads it as its output too. */
  static long embeddingWeights(Architecture shape) {
    return (long) shape.vocabulary() * shape.hidden();
  }

  /** All weights, the output among them. */
  static long weights(Architecture shape) {
    int tables = shape.tiedEmbeddings() ? 1 : 2;
    return layerWeights(shape) + tables * embeddingWeights(shape);
  }

  /** Elements of keys and values of one token. */
  static long cacheElements(Architecture shape) {
    return 2L * shape.layers() * shape.kvHeads() * shape.headDim();
  }

  /**
   * Bytes of the file that generating one token reads: all but the table of embeddings, unless that
   * is the output too. The table's share of the file is taken by its share of the weights.
   */
  static long bytesPerToken(Architecture shape, long fileBytes) {
    return shape.tiedEmbeddings()
        ? fileBytes
        : Math.round(fileBytes * (1 - (double) embeddingWeights(shape) / weights(shape)));
  }
}
