/** Tests of the table of routes. */
@NullMarked
package io.github.slmsagemaker.core.route;

import org.jspecify.annotations.NullMarked;
