/**
 * What everybody has spent of a deployment's budgets, or of this machine's.
 *
 * <p>Owns where the balances are found and how they are shown. Does not own what a store's items
 * say ({@code ledger}). Changes nothing. May call {@code cli.account}, {@code cli.terminal}, {@code
 * ledger}, {@code ledger.dynamodb}, {@code ledger.file}, Jackson and picocli.
 */
@NullMarked
package io.github.slmsagemaker.cli.usage;

import org.jspecify.annotations.NullMarked;
