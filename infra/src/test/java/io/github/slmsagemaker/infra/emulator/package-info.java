/** The stack for an emulator of AWS: what has to be bent for it, and nothing else. */
@NullMarked
package io.github.slmsagemaker.infra.emulator;

import org.jspecify.annotations.NullMarked;
