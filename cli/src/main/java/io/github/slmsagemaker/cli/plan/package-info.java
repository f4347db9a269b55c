/**
 * {@code slm plan}: what fits, how fast, what it costs, as a table or as JSON.
 *
 * <p>Owns options and words. Does not own the arithmetic: that is {@code capacity}'s, nor what a
 * deployment may be: that is {@code deployment}'s. May call {@code capacity.models}, {@code
 * capacity.plan}, {@code cli.account}, {@code cli.doctor}, {@code cli.terminal}, {@code
 * core.catalogue}, {@code core.deployment}, {@code core.format}, {@code deployment}, {@code
 * deployment.engine}, {@code deployment.reader}, {@code local.startup}, Jackson and picocli.
 */
@NullMarked
package io.github.slmsagemaker.cli.plan;

import org.jspecify.annotations.NullMarked;
