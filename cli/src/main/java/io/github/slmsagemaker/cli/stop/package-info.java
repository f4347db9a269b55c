/**
 * Stopping a deployment and starting it again.
 *
 * <p>Owns which parts are stopped, how, and in which order. Does not own the commands' words. May
 * call {@code cli.account} and Jackson.
 */
@NullMarked
package io.github.slmsagemaker.cli.stop;

import org.jspecify.annotations.NullMarked;
