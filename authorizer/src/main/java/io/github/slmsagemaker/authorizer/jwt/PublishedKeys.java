package io.github.slmsagemaker.authorizer.jwt;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys that an issuer publishes, fetched whenever they are asked for; who asks keeps them.
 *
 * <p>Source of the document that names their address, and of the rule that it has to name the very
 * issuer that it was asked of: OpenID Connect Discovery 1.0, sections 3 and 4.3.
 */
final class PublishedKeys implements JWKSetSource<SecurityContext> {
  private static final String DOCUMENT = "/.well-known/openid-configuration";

  private final TokenSettings settings;
  private final BoundedFetch fetch;
  private volatile boolean seen;

  PublishedKeys(TokenSettings settings, BoundedFetch fetch) {
    this.settings = settings;
    this.fetch = fetch;
  }

  /** Whether the issuer has ever told its keys. */
  boolean seen() {
    return seen;
  }

  @Override
  public JWKSet getJWKSet(
      JWKSetCacheRefreshEvaluator refresh, long now, @Nullable SecurityContext context)
      throws KeySourceException {
    try {
      URI address = settings.keys().isPresent() ? settings.keys().get() : discovered();
      JWKSet keys = JWKSet.parse(fetch.text(address));
      seen = true;
      return keys;
    } catch (IOException | ParseException | IllegalArgumentException e) {
      throw new JWKSetUnavailableException(
          "the keys of %s cannot be had: %s".formatted(settings.issuer(), e.getMessage()), e);
    }
  }

  @Override
  public void close() {}

  private URI discovered() throws IOException, ParseException {
    String issuer = settings.issuer().toString();
    URI address = URI.create(issuer.replaceFirst("/$", "") + DOCUMENT);
    Map<String, Object> document = JSONObjectUtils.parse(fetch.text(address));
    if (!issuer.equals(document.get("issuer"))) {
      throw new IOException(
          "%s names another issuer than %s; a slash at the end counts".formatted(address, issuer));
    }
    if (!(document.get("jwks_uri") instanceof String keys)) {
      throw new IOException(address + " names no jwks_uri");
    }
    return TokenSettings.secure("its jwks_uri", URI.create(keys));
  }
}
