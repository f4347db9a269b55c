/**
 * Lambda, as a function sees it: its Runtime API, its Extensions API, and the sandbox that starts
 * and ends processes.
 *
 * <p>Owns the protocol by which events go in and answers come out. Does not own what makes events
 * ({@code testkit.gateway}). May call Jackson.
 */
@NullMarked
package io.github.slmsagemaker.testkit.lambda;

import org.jspecify.annotations.NullMarked;
