/**
 * Requests of the Responses API: bytes to a {@code ResponsesRequest}.
 *
 * <p>Owns which fields a request may have ({@link ResponsesFields}), how items become the turns of
 * a conversation, and what is refused because nothing is kept on the server. Bounds and the checks
 * of what all protocols have are {@code core.openai.request}'s. May call {@code core.chat}, {@code
 * core.json}, {@code core.openai.request}, {@code core.responses}, {@code core.schema} and Jackson.
 */
@NullMarked
package io.github.slmsagemaker.core.responses.request;

import org.jspecify.annotations.NullMarked;
