@NullMarked
package io.github.slmsagemaker.container;

import org.jspecify.annotations.NullMarked;
