/**
 * The engines, each told by one profile.
 *
 * <p>Owns what differs between engines: their words, where they run and in which image, what they
 * load and what they can do. Does not own how they are spoken to, which is found by the profile's
 * word where requests are made. Calls {@code core} alone.
 */
@NullMarked
package io.github.slmsagemaker.deployment.engine;

import org.jspecify.annotations.NullMarked;
