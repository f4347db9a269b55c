/**
 * The stack and the CDK app that makes it from context keys.
 *
 * <p>Owns what stands together. Does not own the keys (see {@code deployment.reader}), nor the
 * parts (see {@code infra.constructs}). May call the CDK, {@code core}, {@code deployment}, {@code
 * capacity.plan} and the constructs; only {@link io.github.slmsagemaker.infra.SlmSagemakerApp}
 * reads the environment.
 */
@NullMarked
package io.github.slmsagemaker.infra;

import org.jspecify.annotations.NullMarked;
