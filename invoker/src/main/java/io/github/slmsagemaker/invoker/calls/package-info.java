/**
 * Engines around an engine: bounded, held while a model is not ready, continued over several calls.
 *
 * <p>Owns patience, pace and the arithmetic of calls that are cut by time. Does not own how a call
 * is made. May call {@code core} and {@code telemetry}; nothing of AWS.
 */
@NullMarked
package io.github.slmsagemaker.invoker.calls;

import org.jspecify.annotations.NullMarked;
