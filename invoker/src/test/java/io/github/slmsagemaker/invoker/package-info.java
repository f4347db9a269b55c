/** Tests of the process: its settings and its wiring. */
@NullMarked
package io.github.slmsagemaker.invoker;

import org.jspecify.annotations.NullMarked;
