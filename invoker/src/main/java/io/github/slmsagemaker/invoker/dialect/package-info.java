/**
 * What engines read and write: a generation to a request body, reply bytes to pieces and a
 * completion.
 *
 * <p>Owns one dialect for each engine and the mapping of an engine's own errors. Does not own how
 * bytes travel. May call {@code core} and {@code deployment.engine}; nothing of AWS.
 */
@NullMarked
package io.github.slmsagemaker.invoker.dialect;

import org.jspecify.annotations.NullMarked;
