/**
 * {@code slm login}: a token for trying, by a browser on this machine.
 *
 * <p>Owns the flow: a code, a proof that whoever began asks for the token (PKCE), a redirect to
 * this machine. Sees no password, keeps no token. May call {@code authorizer.jwt}, {@code
 * cli.account}, {@code cli.terminal}, {@code http}, {@code http.proxy}, {@code http.server},
 * Jackson and picocli.
 */
@NullMarked
package io.github.slmsagemaker.cli.login;

import org.jspecify.annotations.NullMarked;
