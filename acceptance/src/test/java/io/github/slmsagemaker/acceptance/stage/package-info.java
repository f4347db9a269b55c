/**
 * The whole path before an engine that does what a test tells it, and a client that sends any bytes
 * whatever.
 *
 * <p>Owns the wiring of fakes, endpoint, invoker and front door for tests. Does not own what is
 * asserted. May call {@code local}, the invoker and the fakes of {@code testkit}.
 */
@NullMarked
package io.github.slmsagemaker.acceptance.stage;

import org.jspecify.annotations.NullMarked;
