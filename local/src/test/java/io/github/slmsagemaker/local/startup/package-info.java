/** What a model says of itself before it serves. */
@NullMarked
package io.github.slmsagemaker.local.startup;

import org.jspecify.annotations.NullMarked;
