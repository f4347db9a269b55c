/**
 * What engines read and write: a generation to a request body, reply bytes to pieces and a
 * completion.
 *
 * <p>Owns one dialect for each engine and the mapping of an engine's own errors. Does not own how
 * bytes travel. May call {@code core.chat}, {@code core.engine}, {@code core.failure}, {@code
 * core.sse}, {@code deployment.engine} and Jackson.
 */
@NullMarked
package io.github.slmsagemaker.invoker.dialect;

import org.jspecify.annotations.NullMarked;
