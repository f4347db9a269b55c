/**
 * What a model says: text, calls of tools, and where its text ends.
 *
 * <p>Owns the way from a model's text, in whatever pieces it comes, to text and calls; and the ways
 * in which models write a call. Does not own the text that a model reads (see {@code core.format}),
 * tokens, transports or OpenAI's JSON. May call {@code core.chat}, {@code core.format} and Jackson.
 */
@NullMarked
package io.github.slmsagemaker.core.output;

import org.jspecify.annotations.NullMarked;
