/**
 * Commands on an AWS account: synth, deploy, destroy, key, doctor.
 *
 * <p>Owns options and words. Calls {@code cli.account}, {@code cli.doctor}, {@code cli.cdk} and
 * {@code capacity.plan}, which do the work; never depends on {@code infra}.
 */
@NullMarked
package io.github.slmsagemaker.cli.cloud;

import org.jspecify.annotations.NullMarked;
