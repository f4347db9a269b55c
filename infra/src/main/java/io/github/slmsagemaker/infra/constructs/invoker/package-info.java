/**
 * The invoker's Lambda function behind the Lambda Web Adapter, and its permissions.
 *
 * <p>Owns the package, memory and environment of the function. Does not own its code. May call the
 * CDK, {@code core}, {@code deployment} and {@code infra.constructs.model}'s endpoint.
 */
@NullMarked
package io.github.slmsagemaker.infra.constructs.invoker;

import org.jspecify.annotations.NullMarked;
