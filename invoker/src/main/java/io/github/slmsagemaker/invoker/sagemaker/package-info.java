/**
 * A model behind a SageMaker endpoint, as an {@link io.github.slmsagemaker.core.engine.Engine}.
 *
 * <p>Owns the AWS client and its timeouts, and the one mapping from what SageMaker says to {@link
 * io.github.slmsagemaker.core.failure.Failure}. Does not own what an engine's bodies say (see
 * {@code invoker.dialect}), holding or continuing (see {@code invoker.calls}). The only package of
 * the invoker that may touch {@code software.amazon.awssdk}. May call {@code core.deployment},
 * {@code core.engine}, {@code core.failure}, {@code deployment.engine}, {@code invoker.dialect},
 * {@code invoker.telemetry}, Jackson, Netty and the AWS SDK.
 */
@NullMarked
package io.github.slmsagemaker.invoker.sagemaker;

import org.jspecify.annotations.NullMarked;
