/**
 * Engines around an engine: bounded, held while a model is not ready, continued over several calls.
 *
 * <p>Owns patience, pace, the arithmetic of calls that are cut by time, and where budgets stand.
 * Does not own how a call is made, nor what may be spent. May call {@code core.chat}, {@code
 * core.deployment}, {@code core.engine}, {@code core.failure}, {@code core.output}, {@code
 * invoker.telemetry} and {@code ledger}.
 */
@NullMarked
package io.github.slmsagemaker.invoker.calls;

import org.jspecify.annotations.NullMarked;
