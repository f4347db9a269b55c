/**
 * What no well-behaved client sends, said through both doors: to the invoker as Lambda's adapter
 * calls it, and to the front door of the local stack.
 *
 * <p>Owns the catalogue of bad input and of client text that looks like control tokens, and that
 * both doors answer it with the same bytes (promises P3, P14, P16, P19, P21). Does not own other
 * people's clients. May call {@code local}, the invoker and the fakes of {@code testkit}.
 */
@NullMarked
package io.github.slmsagemaker.acceptance.badinput;

import org.jspecify.annotations.NullMarked;
