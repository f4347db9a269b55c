/**
 * OpenAI's routes over HTTP.
 *
 * <p>Owns paths, methods, media types, request ids and the form of a reply on the wire. Does not
 * own what an answer is ({@code answer}) or its JSON ({@code core.openai}). May call {@code
 * core.chat}, {@code core.deployment}, {@code core.engine}, {@code core.failure}, {@code
 * core.json}, {@code core.messages.reply}, {@code core.messages.request}, {@code
 * core.openai.reply}, {@code core.openai.request}, {@code core.responses}, {@code
 * core.responses.reply}, {@code core.responses.request}, {@code core.route}, {@code core.sse},
 * {@code http}, {@code invoker.answer}, {@code invoker.calls}, {@code invoker.telemetry}, {@code
 * ledger} and Jackson.
 */
@NullMarked
package io.github.slmsagemaker.invoker.api;

import org.jspecify.annotations.NullMarked;
