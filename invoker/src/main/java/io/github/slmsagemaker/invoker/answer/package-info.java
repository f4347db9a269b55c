/**
 * From a validated request to an answer: render, generate, continue, parse, check, repair.
 *
 * <p>Owns what one request may cost and how long it may take. Does not own JSON or HTTP. May call
 * {@code core.catalogue}, {@code core.chat}, {@code core.engine}, {@code core.failure}, {@code
 * core.format}, {@code core.json}, {@code core.openai.reply}, {@code core.output}, {@code
 * core.pattern}, Jackson and networknt.
 */
@NullMarked
package io.github.slmsagemaker.invoker.answer;

import org.jspecify.annotations.NullMarked;
