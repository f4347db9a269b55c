/**
 * Which stacks run on this machine: a file for each in the user's state folder, with where it
 * answers and its key, that nobody but the user may read.
 *
 * <p>Owns those files. Does not own the stacks. May call {@code local} and Jackson.
 */
@NullMarked
package io.github.slmsagemaker.cli.running;

import org.jspecify.annotations.NullMarked;
