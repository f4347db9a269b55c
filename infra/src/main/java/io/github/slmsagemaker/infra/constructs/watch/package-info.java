/**
 * Alarms, the dashboard and the budget.
 *
 * <p>Owns what is measured and when somebody is told. May call the CDK, {@code core}, {@code
 * deployment}, {@code capacity.platform} and the constructs that it watches.
 */
@NullMarked
package io.github.slmsagemaker.infra.constructs.watch;

import org.jspecify.annotations.NullMarked;
