/**
 * The CDK's command line as a process.
 *
 * <p>Owns which one is started, where, how signals and exit codes pass, and the reading of {@code
 * cdk.json}. Does not own what it synthesises: that is the app that {@code cdk.json} names, of
 * which nothing is loaded here. May call Jackson.
 */
@NullMarked
package io.github.slmsagemaker.cli.cdk;

import org.jspecify.annotations.NullMarked;
