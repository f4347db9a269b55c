/**
 * Replies of the Responses API, whole and as events.
 *
 * <p>Owns the response object, its items and the order of events. Does not own framing, or when
 * something is sent. May call {@code core.responses}, {@code core.chat} and {@code
 * core.openai.reply}, for what all protocols count and say alike.
 */
@NullMarked
package io.github.slmsagemaker.core.responses.reply;

import org.jspecify.annotations.NullMarked;
