/**
 * How a deployment is, and why it is not well.
 *
 * <p>Owns which parts are looked at, the logs, and the table of causes. Does not own the commands.
 * Changes nothing. What logs say is given to the caller and kept nowhere. May call {@code
 * capacity.models}, {@code capacity.plan}, {@code cli.account}, {@code cli.stop}, {@code
 * deployment.reader} and Jackson.
 */
@NullMarked
package io.github.slmsagemaker.cli.explain;

import org.jspecify.annotations.NullMarked;
