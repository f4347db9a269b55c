/**
 * Requests of Anthropic's Messages API: bytes to a {@code ChatRequest}.
 *
 * <p>Owns which fields a request may have ({@link MessagesFields}), and how content blocks become
 * the turns of a conversation. Bounds and the checks of what all protocols have are {@code
 * core.openai.request}'s. May call {@code core.chat}, {@code core.json}, {@code
 * core.openai.request}, {@code core.schema} and Jackson.
 */
@NullMarked
package io.github.slmsagemaker.core.messages.request;

import org.jspecify.annotations.NullMarked;
