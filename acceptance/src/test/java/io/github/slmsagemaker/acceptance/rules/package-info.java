/**
 * The rules of the code: who may use whom, how large a room is, what a switch may leave open.
 *
 * <p>Reads the classes and the sources of every module, so it wants all of them built.
 */
@NullMarked
package io.github.slmsagemaker.acceptance.rules;

import org.jspecify.annotations.NullMarked;
