/**
 * The SageMaker model, its endpoint, its scaling and the role that runs it.
 *
 * <p>Owns one way of hosting for each lane. Does not own the image. May call the CDK, {@code core},
 * {@code deployment}, {@code capacity.plan} and {@code infra.constructs.image}.
 */
@NullMarked
package io.github.slmsagemaker.infra.constructs.model;

import org.jspecify.annotations.NullMarked;
