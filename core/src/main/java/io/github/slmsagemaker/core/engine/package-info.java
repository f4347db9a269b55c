/**
 * The port to a model: one call that yields pieces of text and ends with counts and a reason.
 *
 * <p>Owns the contract that every engine keeps. Does not own transports or dialects (see the
 * invoker). May call {@code core.chat} and Jackson.
 */
@NullMarked
package io.github.slmsagemaker.core.engine;

import org.jspecify.annotations.NullMarked;
