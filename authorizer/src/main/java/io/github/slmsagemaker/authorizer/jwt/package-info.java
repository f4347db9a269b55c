/**
 * The Lambda authorizer for tokens of an OpenID Connect issuer: lets a request pass whose token the
 * issuer has signed for this API, as the token's subject.
 *
 * <p>Owns what is asked of a token, and how the issuer's keys are fetched and kept. Signatures,
 * claims and caching are nimbus-jose-jwt's. Keeps no token, writes no log. May call {@code
 * authorizer} and nimbus-jose-jwt: the functions of other ways in are packed without this package
 * and without that library.
 */
@NullMarked
package io.github.slmsagemaker.authorizer.jwt;

import org.jspecify.annotations.NullMarked;
