/**
 * How models were taught to converse: for each family, the text of a conversation with its system
 * turn, tools, calls, results and answers in JSON.
 *
 * <p>Owns the way from a request to the text that a model reads, and the rule that client text
 * cannot become a control token. Does not own what a model says (see {@code core.output}), tokens,
 * transports or OpenAI's JSON.
 *
 * <p>The protocol strings are facts, taken from the models' published chat templates; the golden
 * texts beside the tests name each source. May call {@code core.chat}, {@code core.failure} and
 * Jackson.
 */
@NullMarked
package io.github.slmsagemaker.core.format;

import org.jspecify.annotations.NullMarked;
