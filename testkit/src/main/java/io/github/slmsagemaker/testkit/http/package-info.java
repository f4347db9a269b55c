/**
 * HTTP clients that say byte by byte what they send.
 *
 * <p>For tests alone. May call the JDK.
 */
@NullMarked
package io.github.slmsagemaker.testkit.http;

import org.jspecify.annotations.NullMarked;
