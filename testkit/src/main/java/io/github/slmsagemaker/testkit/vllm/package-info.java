/**
 * A real vLLM on a processor, and models that are small enough for it.
 *
 * <p>Owns where it comes from, its start and its end. Does not own what it is asked. May call
 * Jackson and JUnit.
 */
@NullMarked
package io.github.slmsagemaker.testkit.vllm;

import org.jspecify.annotations.NullMarked;
