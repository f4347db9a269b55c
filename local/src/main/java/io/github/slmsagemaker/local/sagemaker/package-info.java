/**
 * SageMaker Runtime on this machine: its real wire protocol, as a function in front of a model
 * container that is one too, and the AWS SDK's way to it.
 *
 * <p>Owns both operations, the event-stream framing, AWS's error forms, misbehaving on command, and
 * HTTP without sockets for the SDK. Does not own models, nor what the container says. May call
 * {@code core.deployment}, {@code http}, {@code invoker.sagemaker}, AWS's event streams, Jackson
 * and the AWS SDK.
 */
@NullMarked
package io.github.slmsagemaker.local.sagemaker;

import org.jspecify.annotations.NullMarked;
