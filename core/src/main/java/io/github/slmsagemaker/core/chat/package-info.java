/**
 * What a client asks for, after validation: messages, tools, sampling and output format.
 *
 * <p>Owns the meaning of a chat request. Does not own its JSON (see {@code core.openai}) or the
 * text a model reads (see {@code core.format}). May call Jackson.
 */
@NullMarked
package io.github.slmsagemaker.core.chat;

import org.jspecify.annotations.NullMarked;
