/**
 * A bounded HTTP/1.1 server on Netty that notices a hang-up while a handler works.
 *
 * <p>Owns connections, what is wrong with a request before a handler sees it, limits, timeouts and
 * the end of the server. Does not own routes or the wording of errors. May call {@code http} and
 * Netty.
 */
@NullMarked
package io.github.slmsagemaker.http.server;

import org.jspecify.annotations.NullMarked;
