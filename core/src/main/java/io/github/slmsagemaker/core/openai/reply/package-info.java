/**
 * Replies of OpenAI's API: answers, chunks, model lists and failures to bytes.
 *
 * <p>Owns the wire form, built from typed fields alone. Does not own framing (see {@code core.sse})
 * or when a reply is sent. May call {@code core.chat}, {@code core.engine}'s values, {@code
 * core.failure} and Jackson's streaming API.
 */
@NullMarked
package io.github.slmsagemaker.core.openai.reply;

import org.jspecify.annotations.NullMarked;
