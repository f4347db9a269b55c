/**
 * Budgets around a model: nothing is asked of it that is not reserved in the ledger before.
 *
 * <p>Owns how much a generation may cost at most, what counts as used when one fails, and the words
 * of a refusal. Does not own the ledger, nor where in the order of engines this stands ({@code
 * calls}). May call {@code core.deployment}, {@code core.engine}, {@code core.failure}, {@code
 * invoker.calls} and {@code ledger}.
 */
@NullMarked
package io.github.slmsagemaker.invoker.budget;

import org.jspecify.annotations.NullMarked;
