/**
 * Random models: real files for a real engine, which talk nonsense.
 *
 * <p>Owns a writer of GGUF that shares nothing with the project's reader, so that each checks the
 * other. May call nothing of the project.
 */
@NullMarked
package io.github.slmsagemaker.testkit.gguf;

import org.jspecify.annotations.NullMarked;
