/**
 * Which proxy leads out of this machine.
 *
 * <p>Owns what the environment says of it. Does not own the connections. May call nothing of the
 * project.
 */
@NullMarked
package io.github.slmsagemaker.http.proxy;

import org.jspecify.annotations.NullMarked;
