/**
 * Replies of the Responses API, whole and as events.
 *
 * <p>Owns the response object, its items and the order of events. Does not own framing, or when
 * something is sent. May call {@code core.chat}, {@code core.openai.reply}, {@code core.responses},
 * {@code core.sse} and Jackson.
 */
@NullMarked
package io.github.slmsagemaker.core.responses.reply;

import org.jspecify.annotations.NullMarked;
