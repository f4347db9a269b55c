/**
 * Replies of Anthropic's Messages API: whole, as events, and its error object.
 *
 * <p>Owns the message object, its content blocks and the order of events. Does not own framing, or
 * when something is sent. May call {@code core.chat}, {@code core.openai.reply}, {@code core.sse}
 * and Jackson.
 */
@NullMarked
package io.github.slmsagemaker.core.messages.reply;

import org.jspecify.annotations.NullMarked;
