/**
 * HTTP/1.1 for handlers that block: a bounded server, a forwarder, and calls without a socket, all
 * of which notice a hang-up.
 *
 * <p>Owns framing, limits, timeouts, back-pressure and the errors that arise before a handler is
 * reached. Does not own routes, keys, JSON or the wording of errors. May call Netty and the JDK
 * alone; nothing outside this package sees a Netty type.
 */
@NullMarked
package io.github.slmsagemaker.http;

import org.jspecify.annotations.NullMarked;
