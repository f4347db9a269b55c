/**
 * Requests of Anthropic's Messages API: bytes to a {@code ChatRequest}.
 *
 * <p>Owns which fields a request may have ({@link MessagesFields}), and how content blocks become
 * the turns of a conversation. Bounds and the checks of what all protocols have are {@code
 * core.openai.request}'s. May call that, {@code core.chat}, {@code core.json} and {@code
 * core.schema}.
 */
@NullMarked
package io.github.slmsagemaker.core.messages.request;

import org.jspecify.annotations.NullMarked;
