package io.github.slmsagemaker.local.models;

import java.net.URI;
import java.net.URISyntaxException;

/** What the transfer asks of an address. */
final class Urls {
  private Urls() {}

  /** An address without a host where the text is none. */
  static URI parsed(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException noAddress) {
      return URI.create("");
    }
  }

  static boolean isHttp(URI address) {
    return "http".equalsIgnoreCase(address.getScheme())
        || "https".equalsIgnoreCase(address.getScheme());
  }

  static boolean isSecure(URI address) {
    return "https".equalsIgnoreCase(address.getScheme());
  }

  static boolean sameOrigin(URI one, URI other) {
    return isSecure(one) == isSecure(other)
        && one.getHost().equalsIgnoreCase(other.getHost())
        && port(one) == port(other);
  }

  /** Without the query: a signed address is as good as a password. */
  static String shown(URI address) {
    return address.toString().replaceFirst("[?#].*", "");
  }

  /** The port, the scheme's own where none is named. */
  static int port(URI address) {
    if (address.getPort() >= 0) {
      return address.getPort();
    }
    return isSecure(address) ? 443 : 80;
  }
}
