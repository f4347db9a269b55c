package io.github.slmsagemaker.local.models;

import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.http.proxy.Proxies;
import io.github.slmsagemaker.http.proxy.UnusableProxyException;
import io.github.slmsagemaker.local.startup.StartFailure;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The server that models are published on: Hugging Face's, or a mirror of it.
 *
 * <p>{@code HF_ENDPOINT} and {@code HF_TOKEN} mean what they mean to huggingface_hub. The token is
 * for this server alone, and is never printed.
 */
public final class Hub {
  private static final String DEFAULT = Catalogue.HUB.toString();

  private final URI endpoint;
  private final Optional<String> token;
  private final Proxies proxies;

  private Hub(URI endpoint, Optional<String> token, Proxies proxies) {
    this.endpoint = Objects.requireNonNull(endpoint, "endpoint");
    this.token = token;
    this.proxies = proxies;
  }

  /**
   * Reads {@code HF_ENDPOINT}, {@code HF_TOKEN} and the names of proxies.
   *
   * @throws StartFailure where {@code HF_ENDPOINT} is no http or https URL
   */
  public static Hub of(Map<String, String> environment) {
    String given = environment.getOrDefault("HF_ENDPOINT", "").strip();
    String base = (given.isEmpty() ? DEFAULT : given).replaceFirst("/+$", "");
    URI endpoint = Urls.parsed(base);
    if (endpoint.getHost() == null || !Urls.isHttp(endpoint)) {
      throw new StartFailure("HF_ENDPOINT is '" + given + "'; expected a URL such as " + DEFAULT);
    }
    Optional<String> token =
        Optional.of(environment.getOrDefault("HF_TOKEN", "").strip()).filter(t -> !t.isEmpty());
    return new Hub(endpoint, token, new Proxies(environment));
  }

  /**
   * Address of a file at a revision.
   *
   * @param repository such as {@code owner/name}
   * @param revision a commit, branch or tag
   */
  public URI file(String repository, String revision, String file) {
    return URI.create(endpoint + "/" + repository + "/resolve/" + revision + "/" + file);
  }

  /** The token, if {@code address} is on this very server. */
  Optional<String> tokenFor(URI address) {
    return token.filter(t -> Urls.sameOrigin(endpoint, address));
  }

  /**
   * The proxy that leads to an address, where the environment names one.
   *
   * @throws StartFailure where it cannot be used
   */
  Optional<Proxy> proxyTo(URI address) {
    try {
      return proxies.to(address);
    } catch (UnusableProxyException unusable) {
      throw Unobtainable.because(
          unusable, unusable.problem(), unusable.fix(), UnusableProxyException.OTHERWISE);
    }
  }

  @Override
  public String toString() {
    return "Hub[" + endpoint + (token.isPresent() ? ", token hidden]" : "]");
  }
}
