/**
 * API Gateway: routes, keys, usage plan, authorizer, and errors in OpenAI's form.
 *
 * <p>Owns who may call and how often. Does not own the function behind it. May call the CDK, {@code
 * core}, {@code deployment} and the authorizer's class.
 */
@NullMarked
package io.github.slmsagemaker.infra.constructs.api;

import org.jspecify.annotations.NullMarked;
