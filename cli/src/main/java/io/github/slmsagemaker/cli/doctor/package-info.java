/**
 * What keeps a deployment from succeeding, found before it is tried.
 *
 * <p>Owns what is checked, what an answer means and how it is mended. Does not own how an account
 * is asked (see {@code cli.account}), nor which settings make a deployment and whether it fits (see
 * {@code deployment} and {@code capacity}). May call {@code capacity.platform}, {@code
 * cli.account}, {@code core.deployment}, {@code deployment}, {@code deployment.engine} and Jackson.
 */
@NullMarked
package io.github.slmsagemaker.cli.doctor;

import org.jspecify.annotations.NullMarked;
