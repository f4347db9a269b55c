/**
 * {@code slm local}: options and the lines that a shell evaluates.
 *
 * <p>Does not own the stack: that is {@code local}'s.
 */
@NullMarked
package io.github.slmsagemaker.cli.local;

import org.jspecify.annotations.NullMarked;
