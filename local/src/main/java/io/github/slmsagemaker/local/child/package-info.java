/**
 * A llama-server of this machine that runs as a child of this process, where a container would
 * stand.
 *
 * <p>Owns finding the program, what it is started with, that it never outlives this process, and
 * what becomes of it when it ends by itself. Does not own its dialect, which is the invoker's, nor
 * the model's file. May call {@code deployment}, {@code http}, {@code local.running} and {@code
 * local.startup}.
 */
@NullMarked
package io.github.slmsagemaker.local.child;

import org.jspecify.annotations.NullMarked;
