/**
 * The SageMaker model, its endpoint, its scaling and the role that runs it.
 *
 * <p>Owns one way of hosting for each lane. Does not own the image. May call {@code capacity.plan},
 * {@code core.catalogue}, {@code core.deployment}, {@code deployment}, {@code deployment.engine},
 * {@code infra.constructs}, {@code infra.constructs.image} and the CDK.
 */
@NullMarked
package io.github.slmsagemaker.infra.constructs.model;

import org.jspecify.annotations.NullMarked;
