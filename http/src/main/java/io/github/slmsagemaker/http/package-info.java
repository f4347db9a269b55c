/**
 * HTTP for handlers that block: requests, replies, streams, and calls without a socket, all of
 * which notice a hang-up.
 *
 * <p>Owns what a handler sees and the errors that arise before one is reached. Does not own sockets
 * (see {@code http.server}, {@code http.forward}, which alone see Netty), routes, keys, JSON or the
 * wording of errors. May call nothing of the project.
 */
@NullMarked
package io.github.slmsagemaker.http;

import org.jspecify.annotations.NullMarked;
