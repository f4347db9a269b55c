/**
 * API Gateway: routes, keys, usage plan, authorizer, and errors in OpenAI's form.
 *
 * <p>Owns who may call and how often. Does not own the function behind it. May call {@code
 * authorizer}, {@code authorizer.jwt}, {@code core.deployment}, {@code core.failure}, {@code
 * core.openai.reply}, {@code core.route}, {@code deployment}, {@code infra.constructs},
 * nimbus-jose-jwt and the CDK.
 */
@NullMarked
package io.github.slmsagemaker.infra.constructs.api;

import org.jspecify.annotations.NullMarked;
