/**
 * A model container as SageMaker sees it: an HTTP server that answers {@code POST /invocations} as
 * an engine does, and misbehaves on command.
 *
 * <p>Owns the forms of the engines' replies, taken from the recordings. Does not own a model. May
 * call {@code testkit.recorded} and Jackson.
 */
@NullMarked
package io.github.slmsagemaker.testkit.container;

import org.jspecify.annotations.NullMarked;
