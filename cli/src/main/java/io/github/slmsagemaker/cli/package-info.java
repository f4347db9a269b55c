/**
 * The command line: reads options, prints what a person or a shell reads, and picks exit codes.
 *
 * <p>Owns words on the terminal. Does not own what the commands do: they call {@code local} and
 * {@code capacity}, and start the CDK command line as a process. Never depends on {@code infra}.
 * May call {@code cli.account}, {@code cli.cdk}, {@code cli.chat}, {@code cli.cloud}, {@code
 * cli.doctor}, {@code cli.local}, {@code cli.login}, {@code cli.plan}, {@code cli.terminal}, {@code
 * cli.usage}, {@code http.proxy}, {@code local}, {@code local.models}, {@code local.startup} and
 * picocli.
 */
@NullMarked
package io.github.slmsagemaker.cli;

import org.jspecify.annotations.NullMarked;
