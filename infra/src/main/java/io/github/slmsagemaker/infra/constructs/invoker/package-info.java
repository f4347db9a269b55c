/**
 * The invoker's Lambda function behind the Lambda Web Adapter, and its permissions.
 *
 * <p>Owns the package, memory and environment of the function. Does not own its code. May call
 * {@code capacity.models}, {@code capacity.plan}, {@code core.catalogue}, {@code core.deployment},
 * {@code core.engine}, {@code deployment}, {@code deployment.engine}, {@code infra.constructs},
 * {@code infra.constructs.model} and the CDK.
 */
@NullMarked
package io.github.slmsagemaker.infra.constructs.invoker;

import org.jspecify.annotations.NullMarked;
