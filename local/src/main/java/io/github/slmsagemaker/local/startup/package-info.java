/**
 * What every part of a local stack says before it serves: that it cannot start, and what its model
 * says of itself.
 *
 * <p>Owns one exception and one record. May call nothing of the project.
 */
@NullMarked
package io.github.slmsagemaker.local.startup;

import org.jspecify.annotations.NullMarked;
