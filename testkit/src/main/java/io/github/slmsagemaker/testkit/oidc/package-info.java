/**
 * An issuer of tokens on 127.0.0.1, which misbehaves on command, and tokens of every kind.
 *
 * <p>Owns its keys and how a token is put together, by the JDK alone, so that no library checks
 * what it has signed itself. Does not own what is accepted. May call Jackson and the JDK's HTTP
 * server.
 */
@NullMarked
package io.github.slmsagemaker.testkit.oidc;

import org.jspecify.annotations.NullMarked;
