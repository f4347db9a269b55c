/**
 * The engines, each told by one profile.
 *
 * <p>Owns what differs between engines: their words, where they run and in which image, what they
 * load and what they can do. Does not own how they are spoken to, which is found by the profile's
 * word where requests are made. May call {@code core.catalogue}, {@code core.deployment} and {@code
 * core.engine}.
 */
@NullMarked
package io.github.slmsagemaker.deployment.engine;

import org.jspecify.annotations.NullMarked;
