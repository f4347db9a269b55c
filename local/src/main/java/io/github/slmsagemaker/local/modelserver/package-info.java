/**
 * What the engine containers show behind {@code /invocations}, in front of the engine in this
 * process.
 *
 * <p>Owns the wire contracts (llama-server's {@code /completion}, Text Generation Inference's
 * {@code inputs}, vLLM's {@code /v1/completions}) and their refusals. Does not own sampling,
 * tokenising or the queue: those are the worker's. May call {@code core.output}, {@code core.sse},
 * {@code deployment.engine}, {@code http}, {@code local.gguf}, {@code local.llama}, {@code
 * local.llama.session}, {@code local.llama.worker} and Jackson.
 */
@NullMarked
package io.github.slmsagemaker.local.modelserver;

import org.jspecify.annotations.NullMarked;
