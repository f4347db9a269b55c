/** The synthesised API in the gateway double, before the packaged functions. */
@NullMarked
package io.github.slmsagemaker.acceptance.gateway;

import org.jspecify.annotations.NullMarked;
