package io.github.slmsagemaker.local;

/**
 * What computes, and what it is called.
 *
 * @param weights the model
 * @param container what answers with it
 */
record Served(Weights weights, ModelContainer container) {}
