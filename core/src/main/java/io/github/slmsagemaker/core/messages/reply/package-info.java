/**
 * Replies of Anthropic's Messages API: whole, as events, and its error object.
 *
 * <p>Owns the message object, its content blocks and the order of events. Does not own framing, or
 * when something is sent. May call {@code core.chat} and {@code core.openai.reply}, for what all
 * protocols count and say alike.
 */
@NullMarked
package io.github.slmsagemaker.core.messages.reply;

import org.jspecify.annotations.NullMarked;
