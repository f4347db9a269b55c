/**
 * The Lambda authorizer for API keys: finds the key in a request's headers and hands it to API
 * Gateway's usage plan.
 *
 * <p>Owns which headers carry a key or a token, what a key may look like, and the form of an
 * answer. Does not know which keys exist: API Gateway compares. Keeps no key, writes no log. May
 * call the JDK alone, so that it starts fast: Lambda finds the handler by its name.
 */
@NullMarked
package io.github.slmsagemaker.authorizer;

import org.jspecify.annotations.NullMarked;
