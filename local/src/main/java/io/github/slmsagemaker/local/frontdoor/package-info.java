/**
 * What API Gateway does, on 127.0.0.1: the key, the usage plan, the request context, and the limits
 * of a server that strangers may talk to.
 *
 * <p>Owns the decision whether a request may pass. Does not own routes, bodies or anything about
 * models: what passes goes to the invoker, a function here, byte for byte. May call {@code http},
 * the deployed {@code authorizer}, the words of {@code invoker.api}'s refusals, {@code startup} and
 * {@code core}.
 */
@NullMarked
package io.github.slmsagemaker.local.frontdoor;

import org.jspecify.annotations.NullMarked;
