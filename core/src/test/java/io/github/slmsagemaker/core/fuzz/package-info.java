/**
 * What reads bytes and texts of strangers, given any input at all.
 *
 * <p>Owns fuzz targets in the form that Jazzer calls, {@code fuzzerTestOneInput(byte[])}, and the
 * test that gives them every file of their corpora; {@code tools/fuzz} searches for more. Does not
 * depend on Jazzer. May call {@code core} as other modules do.
 */
@NullMarked
package io.github.slmsagemaker.core.fuzz;

import org.jspecify.annotations.NullMarked;
