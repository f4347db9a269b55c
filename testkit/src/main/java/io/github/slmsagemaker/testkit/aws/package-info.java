/**
 * AWS on this machine, for tests of what asks or changes an account.
 *
 * <p>Owns the processes of moto's server and of ministack, which speak AWS's protocols, and a table
 * in either. Does not own what a test asks them, nor how they got here (see {@code tools/moto.sh}
 * and {@code tools/ministack.sh}). May call nothing of the project.
 */
@NullMarked
package io.github.slmsagemaker.testkit.aws;

import org.jspecify.annotations.NullMarked;
