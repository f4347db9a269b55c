/**
 * What a generation is asked for and what comes of it: the words of the engine in this process.
 *
 * <p>Owns requests, sampling settings, tokens, results, options and every way to fail. Does not own
 * anything native. May call {@code local.grammar} and the JDK.
 */
@NullMarked
package io.github.slmsagemaker.local.llama;

import org.jspecify.annotations.NullMarked;
