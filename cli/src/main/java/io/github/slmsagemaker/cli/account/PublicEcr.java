package io.github.slmsagemaker.cli.account;

import java.io.IOException;
import java.io.InputStream;
import io.github.slmsagemaker.http.proxy.Proxies;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Amazon's public registry, which gives a token to anybody and then speaks as any registry does.
 *
 * <p>Source: "Registry HTTP API authentication" in the ECR public user guide; the OCI distribution
 * specification, "Checking if content exists in the registry".
 */
public final class PublicEcr implements ImageRegistry {
  /** Its host in image addresses. */
  public static final String HOST = "public.ecr.aws";

  private static final int PATIENCE = (int) Duration.ofSeconds(15).toMillis();
  private static final String MANIFESTS =
      "application/vnd.oci.image.index.v1+json,application/vnd.oci.image.manifest.v1+json,"
          + "application/vnd.docker.distribution.manifest.list.v2+json,"
          + "application/vnd.docker.distribution.manifest.v2+json";

  private final URI address;
  private final Proxies proxies;

  /** The real one. */
  public PublicEcr(Proxies proxies) {
    this(URI.create("https://" + HOST), proxies);
  }

  PublicEcr(URI address, Proxies proxies) {
    this.address = address;
    this.proxies = proxies;
  }

  @Override
  public boolean has(String repository, String reference) {
    try {
      HttpURLConnection manifest = open("/v2/%s/manifests/%s".formatted(repository, reference));
      manifest.setRequestMethod("HEAD");
      manifest.setRequestProperty("Authorization", "Bearer " + token());
      manifest.setRequestProperty("Accept", MANIFESTS);
      int status = manifest.getResponseCode();
      if (status != 200 && status != 404) {
        throw new AccountFailure("%s answers %d".formatted(address, status));
      }
      return status == 200;
    } catch (IOException | JacksonException failed) {
      throw new AccountFailure("cannot ask %s: %s".formatted(address, failed.getMessage()), failed);
    }
  }

  private String token() throws IOException {
    try (InputStream body = open("/token/").getInputStream()) {
      return JsonMapper.shared().readTree(body).path("token").asString("");
    }
  }

  private HttpURLConnection open(String path) throws IOException {
    URI page = address.resolve(path);
    Optional<Proxy> proxy = proxies.to(page);
    var connection =
        (HttpURLConnection)
            (proxy.isPresent()
                ? page.toURL().openConnection(proxy.get())
                : page.toURL().openConnection());
    connection.setConnectTimeout(PATIENCE);
    connection.setReadTimeout(PATIENCE);
    return connection;
  }
}
