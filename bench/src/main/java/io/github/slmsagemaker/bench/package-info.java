/**
 * Compares what this project builds with the bare thing below it, side by side in one run.
 *
 * <p>Owns the measurements. Does not own a limit: no test asserts a time. May call {@code
 * capacity.models}, {@code core.catalogue}, {@code core.deployment}, {@code core.engine}, {@code
 * deployment}, {@code deployment.engine}, {@code http}, {@code http.server}, {@code invoker},
 * {@code invoker.answer}, {@code invoker.budget}, {@code invoker.sagemaker}, {@code ledger}, {@code
 * ledger.file}, {@code local}, {@code local.frontdoor}, {@code local.llama}, {@code
 * local.llama.binding}, {@code local.llama.session}, {@code local.llama.worker}, {@code
 * local.models}, {@code local.modelserver}, {@code local.sagemaker} and {@code testkit.gguf}.
 */
@NullMarked
package io.github.slmsagemaker.bench;

import org.jspecify.annotations.NullMarked;
