/**
 * What API Gateway does, on 127.0.0.1: the key or token, the usage plan, the request context, and
 * the limits of a server that strangers may talk to.
 *
 * <p>Owns the decision whether a request may pass. Does not own routes, bodies or anything about
 * models: what passes goes to the invoker, a function here, byte for byte. May call {@code
 * authorizer}, {@code authorizer.jwt}, {@code core.failure}, {@code core.messages.reply}, {@code
 * core.openai.reply}, {@code core.route}, {@code deployment}, {@code http}, {@code http.server},
 * {@code invoker.api}, {@code local.page}, {@code local.startup} and Jackson.
 */
@NullMarked
package io.github.slmsagemaker.local.frontdoor;

import org.jspecify.annotations.NullMarked;
