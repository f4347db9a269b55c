/** Tests of what a log holds. */
@NullMarked
package io.github.slmsagemaker.invoker.telemetry;

import org.jspecify.annotations.NullMarked;
