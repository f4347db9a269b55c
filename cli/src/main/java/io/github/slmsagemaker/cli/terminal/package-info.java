/**
 * The process's terminal: lines, exit codes, signals.
 *
 * <p>Owns how a command speaks and ends. Knows no command. May call {@code local}, {@code
 * local.models} and picocli.
 */
@NullMarked
package io.github.slmsagemaker.cli.terminal;

import org.jspecify.annotations.NullMarked;
