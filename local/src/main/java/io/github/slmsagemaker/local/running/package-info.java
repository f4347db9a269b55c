/**
 * Engines that somebody else has started: what they say about themselves, and how they are put
 * where a container would stand.
 *
 * <p>Owns the questions that are asked before anything else starts, and their answers in one line.
 * Does not own the dialects, which are the invoker's. May call {@code deployment.engine}, {@code
 * http}, {@code http.forward}, {@code local.startup} and Jackson.
 */
@NullMarked
package io.github.slmsagemaker.local.running;

import org.jspecify.annotations.NullMarked;
