/**
 * Alarms, the dashboard and the budget.
 *
 * <p>Owns what is measured and when somebody is told. May call {@code capacity.platform}, {@code
 * core.deployment}, {@code deployment}, {@code infra.constructs.api}, {@code
 * infra.constructs.invoker}, {@code infra.constructs.model}, {@code infra.constructs.stop} and the
 * CDK.
 */
@NullMarked
package io.github.slmsagemaker.infra.constructs.watch;

import org.jspecify.annotations.NullMarked;
