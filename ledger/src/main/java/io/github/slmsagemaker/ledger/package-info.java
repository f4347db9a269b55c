/**
 * Budgets that hold: what a generation may cost is reserved before it and settled after it.
 *
 * <p>Owns the port {@link io.github.slmsagemaker.ledger.Ledger}, the windows that amounts are
 * counted in, and which windows apply to whom. Does not own where amounts are kept ({@code file},
 * {@code dynamodb}), how much a generation may cost, or HTTP. May call {@code core.deployment}.
 */
@NullMarked
package io.github.slmsagemaker.ledger;

import org.jspecify.annotations.NullMarked;
