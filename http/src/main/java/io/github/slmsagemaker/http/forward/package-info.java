/**
 * Requests handed on to another server, and what it answers as it comes.
 *
 * <p>Owns the connection upstream and its end when the caller leaves. Does not own who may be
 * asked. May call {@code http} and Netty.
 */
@NullMarked
package io.github.slmsagemaker.http.forward;

import org.jspecify.annotations.NullMarked;
