/**
 * The thread that owns a model and its session, and the bounded queue in front of it.
 *
 * <p>Owns order, cancelling, closing, and whether a model fits into memory at all. May call {@code
 * capacity.models}, {@code local.gguf}, {@code local.llama}, {@code local.llama.binding} and {@code
 * local.llama.session}.
 */
@NullMarked
package io.github.slmsagemaker.local.llama.worker;

import org.jspecify.annotations.NullMarked;
