/**
 * Everything that can go wrong on the path of a request, as one closed set.
 *
 * <p>Owns the cases and what is known of each. Does not own their status or body, which {@code
 * core.openai} maps in one place. May call {@code core.route}.
 */
@NullMarked
package io.github.slmsagemaker.core.failure;

import org.jspecify.annotations.NullMarked;
