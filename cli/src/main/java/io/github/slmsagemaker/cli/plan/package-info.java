/**
 * {@code slm plan}: what fits, how fast, what it costs, as a table or as JSON.
 *
 * <p>Owns options and words. Does not own the arithmetic: that is {@code capacity}'s.
 */
@NullMarked
package io.github.slmsagemaker.cli.plan;

import org.jspecify.annotations.NullMarked;
