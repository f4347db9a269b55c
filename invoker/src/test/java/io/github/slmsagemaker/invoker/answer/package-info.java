/** Tests of what is done to answer one request. */
@NullMarked
package io.github.slmsagemaker.invoker.answer;

import org.jspecify.annotations.NullMarked;
