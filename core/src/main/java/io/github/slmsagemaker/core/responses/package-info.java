/**
 * OpenAI's Responses API: what a request of it asks, once read.
 *
 * <p>Owns what that API says beyond a conversation and has to be repeated in its replies. Does not
 * own its JSON ({@code request}, {@code reply}). May call {@code core.chat}.
 */
@NullMarked
package io.github.slmsagemaker.core.responses;

import org.jspecify.annotations.NullMarked;
