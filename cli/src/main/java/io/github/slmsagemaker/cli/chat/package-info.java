/**
 * {@code slm chat}: a conversation in a terminal, and one answer in a pipe.
 *
 * <p>Owns the conversation, its commands and the client of the API, which is any OpenAI-compatible
 * one. Does not own what runs: {@code cli.running} knows that. May call {@code cli.running}, {@code
 * cli.terminal}, {@code core.json}, {@code core.sse}, {@code http.proxy}, {@code local}, {@code
 * local.startup}, JLine, Jackson and picocli.
 */
@NullMarked
package io.github.slmsagemaker.cli.chat;

import org.jspecify.annotations.NullMarked;
