/**
 * Compares what this project builds with the bare thing below it, side by side in one run.
 *
 * <p>Owns the measurements. Does not own a limit: no test asserts a time. May call {@code local}
 * and {@code capacity}.
 */
@NullMarked
package io.github.slmsagemaker.bench;

import org.jspecify.annotations.NullMarked;
