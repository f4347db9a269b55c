@NullMarked
package io.github.slmsagemaker.invoker.budget;

import org.jspecify.annotations.NullMarked;
