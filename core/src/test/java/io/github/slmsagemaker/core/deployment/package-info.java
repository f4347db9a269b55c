@NullMarked
package io.github.slmsagemaker.core.deployment;

import org.jspecify.annotations.NullMarked;
