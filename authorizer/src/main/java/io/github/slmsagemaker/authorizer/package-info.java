/**
 * The Lambda authorizer: finds the API key in a request's headers and hands it to API Gateway's
 * usage plan.
 *
 * <p>Owns which headers carry a key and what a key may look like. Does not know which keys exist:
 * API Gateway compares. Keeps no key, writes no log. May call the JDK alone, so that it starts
 * fast: Lambda finds the handler by its name.
 */
@NullMarked
package io.github.slmsagemaker.authorizer;

import org.jspecify.annotations.NullMarked;
