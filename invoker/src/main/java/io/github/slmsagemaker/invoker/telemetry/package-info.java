/**
 * What requests came to, told to whoever operates the deployment.
 *
 * <p>Owns the one line of log for each request and the metrics in it, and the form of all other log
 * lines. Does not own what happens to a request. Never sees a key; sees prompts and answers only
 * where the deployment wants them logged. May call {@code core.engine}, {@code core.failure},
 * {@code http} and Jackson.
 */
@NullMarked
package io.github.slmsagemaker.invoker.telemetry;

import org.jspecify.annotations.NullMarked;
