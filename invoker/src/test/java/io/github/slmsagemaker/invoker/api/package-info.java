/** Tests of the routes, most of them through the real server. */
@NullMarked
package io.github.slmsagemaker.invoker.api;

import org.jspecify.annotations.NullMarked;
