/**
 * AWS on this machine, for tests of what asks or changes an account.
 *
 * <p>Owns the process of moto's server, which speaks AWS's protocols. Does not own what a test asks
 * it, nor how it got here (see {@code tools/moto.sh}). May call nothing of the project.
 */
@NullMarked
package io.github.slmsagemaker.testkit.aws;

import org.jspecify.annotations.NullMarked;
