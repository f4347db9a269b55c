/**
 * The table that the invoker keeps budgets in.
 *
 * <p>Owns the table and who may do what with it. Does not own what its items say ({@code ledger}),
 * nor the budgets. May call {@code capacity.platform}, {@code core.deployment}, {@code deployment}
 * and the CDK.
 */
@NullMarked
package io.github.slmsagemaker.infra.constructs.ledger;

import org.jspecify.annotations.NullMarked;
