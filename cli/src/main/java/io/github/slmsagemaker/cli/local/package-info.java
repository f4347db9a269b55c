/**
 * {@code slm local}: options and the lines that a shell evaluates.
 *
 * <p>Does not own the stack: that is {@code local}'s. May call {@code authorizer.jwt}, {@code
 * cli.running}, {@code cli.terminal}, {@code core.deployment}, {@code deployment}, {@code
 * deployment.engine}, {@code ledger}, {@code local}, {@code local.frontdoor} and picocli.
 */
@NullMarked
package io.github.slmsagemaker.cli.local;

import org.jspecify.annotations.NullMarked;
