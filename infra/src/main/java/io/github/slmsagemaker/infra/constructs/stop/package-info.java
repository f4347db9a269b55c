/**
 * What stops a deployment that costs too much.
 *
 * <p>Owns the function that does it and what it may do. Does not own when ({@code
 * infra.constructs.watch}), nor how a person does it (the command line). May call {@code
 * infra.constructs}, {@code infra.constructs.api}, {@code infra.constructs.invoker}, {@code
 * infra.constructs.model} and the CDK.
 */
@NullMarked
package io.github.slmsagemaker.infra.constructs.stop;

import org.jspecify.annotations.NullMarked;
