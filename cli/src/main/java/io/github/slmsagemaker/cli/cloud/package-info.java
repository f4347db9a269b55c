/**
 * Commands on an AWS account: synth, deploy, destroy, key, doctor.
 *
 * <p>Owns options and words. May call {@code capacity.plan}, {@code cli.account}, {@code cli.cdk},
 * {@code cli.doctor}, {@code cli.explain}, {@code cli.stop}, {@code cli.terminal}, {@code
 * deployment.reader}, Jackson and picocli.
 */
@NullMarked
package io.github.slmsagemaker.cli.cloud;

import org.jspecify.annotations.NullMarked;
