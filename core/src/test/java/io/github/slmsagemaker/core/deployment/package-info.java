/** Tests of names and times that several parts rely on. */
@NullMarked
package io.github.slmsagemaker.core.deployment;

import org.jspecify.annotations.NullMarked;
