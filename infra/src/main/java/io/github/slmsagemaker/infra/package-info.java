/**
 * The stack and the CDK app that makes it from context keys.
 *
 * <p>Owns what stands together. Does not own the keys (see {@code deployment.reader}), nor the
 * parts (see {@code infra.constructs}). May call {@code capacity.plan}, {@code deployment}, {@code
 * deployment.reader}, {@code infra.constructs.api}, {@code infra.constructs.invoker}, {@code
 * infra.constructs.ledger}, {@code infra.constructs.model}, {@code infra.constructs.stop}, {@code
 * infra.constructs.watch} and the CDK.
 */
@NullMarked
package io.github.slmsagemaker.infra;

import org.jspecify.annotations.NullMarked;
