/**
 * Replies of OpenAI's API: answers, chunks, model lists and failures to bytes.
 *
 * <p>Owns the wire form, built from typed fields alone. Does not own framing (see {@code core.sse})
 * or when a reply is sent. May call {@code core.chat}, {@code core.deployment}, {@code
 * core.engine}, {@code core.failure}, {@code core.json} and Jackson.
 */
@NullMarked
package io.github.slmsagemaker.core.openai.reply;

import org.jspecify.annotations.NullMarked;
