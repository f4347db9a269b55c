/**
 * API Gateway's REST APIs as a synthesised template describes one: what the template says is what
 * this gateway does, and what it does not know of a template it refuses.
 *
 * <p>Owns routes, authorizers, keys, plans, gateway responses and proxy events. Does not own the
 * functions behind them ({@code testkit.lambda}). Sources are chapters of the API Gateway developer
 * guide, named where they are used; "observed" marks what is written nowhere. May call {@code
 * testkit.gateway.bounds}, {@code testkit.lambda}, {@code testkit.template}, the JDK's HTTP server
 * and Jackson.
 */
@NullMarked
package io.github.slmsagemaker.testkit.gateway;

import org.jspecify.annotations.NullMarked;
