package io.github.slmsagemaker.local.running;

import java.net.URI;

/** Addresses below a server's own, whether or not that ends with a slash. */
final class Addresses {
  private Addresses() {}

  static URI below(URI url, String path) {
    return URI.create(url.toString().replaceAll("/+$", "") + path);
  }
}
