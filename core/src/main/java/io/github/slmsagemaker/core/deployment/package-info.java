/**
 * Words that the deployed stack and the code it runs must agree on: lanes, engines, environment
 * names, metric names and the timer table.
 *
 * <p>Owns names and numbers only; {@code infra} writes them, {@code invoker} reads them. May call
 * nothing of the project.
 */
@NullMarked
package io.github.slmsagemaker.core.deployment;

import org.jspecify.annotations.NullMarked;
