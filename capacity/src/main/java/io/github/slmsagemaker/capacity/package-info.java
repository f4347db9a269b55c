/**
 * Whether a deployment fits, starts and answers in time, and what it costs: arithmetic over the
 * catalogue.
 *
 * <p>Owns the models of memory, speed and cost, and the settings of the engine that follow from
 * them; every answer carries its numbers. Does not own the figures, which stand in {@code core}'s
 * dated data file with their sources, nor any output. Pure functions: no clock, no files, no
 * network. Calls {@code core} alone.
 */
@NullMarked
package io.github.slmsagemaker.capacity;

import org.jspecify.annotations.NullMarked;
