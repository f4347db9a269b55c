/**
 * The parts of the stack, each usable from anyone's CDK app.
 *
 * <p>Owns what is created in AWS, and the checks of what AWS's own validators let through. Does not
 * own what a deployment is (see {@code deployment}), nor names and timers that the running code
 * shares (see {@code core.deployment}). May call {@code core.deployment} and the CDK.
 */
@NullMarked
package io.github.slmsagemaker.infra.constructs;

import org.jspecify.annotations.NullMarked;
