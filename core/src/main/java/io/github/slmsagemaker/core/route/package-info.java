/**
 * What can be asked for: the one table of the API's paths.
 *
 * <p>Owns paths, their methods and how a path as clients write it is read. Does not own what
 * answers, nor who may ask. May call nothing of the project.
 */
@NullMarked
package io.github.slmsagemaker.core.route;

import org.jspecify.annotations.NullMarked;
