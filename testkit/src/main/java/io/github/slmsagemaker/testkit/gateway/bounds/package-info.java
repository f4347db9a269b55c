/**
 * How many requests may pass, as plans and stages of API Gateway bound them.
 *
 * <p>Owns counting by a clock. Does not own what is said to who is one too many. May call {@code
 * testkit.template}.
 */
@NullMarked
package io.github.slmsagemaker.testkit.gateway.bounds;

import org.jspecify.annotations.NullMarked;
