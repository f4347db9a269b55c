/**
 * The contract of {@link io.github.slmsagemaker.core.engine.Engine} as tests, and an engine that
 * does what a test tells it.
 *
 * <p>Owns what every engine must keep. Does not own what one engine alone promises. May call {@code
 * core.chat}, {@code core.engine}, {@code core.failure}, AssertJ and JUnit.
 */
@NullMarked
package io.github.slmsagemaker.testkit.engine;

import org.jspecify.annotations.NullMarked;
