/**
 * Requests of OpenAI's API: bytes to a {@code ChatRequest} or a {@code CompletionRequest}, and a
 * file with what requests begin with.
 *
 * <p>Owns which fields a request may have ({@link RequestFields}) and their bounds. Does not own
 * routes, which models are served, or the text that a model reads. May call {@code core.chat},
 * {@code core.failure}, {@code core.json}, {@code core.schema} and Jackson.
 */
@NullMarked
package io.github.slmsagemaker.core.openai.request;

import org.jspecify.annotations.NullMarked;
