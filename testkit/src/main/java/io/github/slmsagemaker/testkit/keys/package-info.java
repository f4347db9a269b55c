/**
 * How a request may present its key, as one table for everybody who decides on it.
 *
 * <p>Owns the cases. Does not own any key. May call nothing of the project.
 */
@NullMarked
package io.github.slmsagemaker.testkit.keys;

import org.jspecify.annotations.NullMarked;
