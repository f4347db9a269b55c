/**
 * The deployed stack on one machine: what it is asked to be, and the handle on one that runs.
 *
 * <p>Owns the settings and the composition of the front door, the invoker, the SageMaker stand-in
 * and the model server. Does not own any of these parts, nor printing. May call {@code
 * core.catalogue}, {@code core.deployment}, {@code core.format}, {@code deployment}, {@code
 * deployment.engine}, {@code http}, {@code http.proxy}, {@code invoker}, {@code invoker.answer},
 * {@code invoker.budget}, {@code invoker.calls}, {@code invoker.sagemaker}, {@code ledger}, {@code
 * ledger.file}, {@code local.child}, {@code local.frontdoor}, {@code local.gguf}, {@code
 * local.grammar}, {@code local.llama}, {@code local.llama.binding}, {@code local.llama.session},
 * {@code local.llama.worker}, {@code local.models}, {@code local.modelserver}, {@code
 * local.running}, {@code local.sagemaker} and {@code local.startup}.
 */
@NullMarked
package io.github.slmsagemaker.local;

import org.jspecify.annotations.NullMarked;
