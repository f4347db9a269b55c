package io.github.slmsagemaker.http.server;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The host and port that a request names (RFC 3986, 3.2; without user information, which RFC 9110,
 * 4.2.4, has refused).
 */
record Authority(String host, String port) {
  private static final Pattern FORM =
      Pattern.compile("([A-Za-z0-9._~!$&'()*+,;=%-]*|\\[[0-9A-Fa-f:.]+])(?::([0-9]*))?");
  private static final Pattern ABSOLUTE = Pattern.compile("(?i)(https?)://([^/?#]*)(.*)");

  /** A target that names its host (RFC 9112, 3.2.2). */
  record Target(String scheme, String authority, String path) {}

  static Optional<Target> ofTarget(String target) {
    Matcher absolute = ABSOLUTE.matcher(target);
    return absolute.matches()
        ? Optional.of(
            new Target(
                absolute.group(1).toLowerCase(Locale.ROOT), absolute.group(2), absolute.group(3)))
        : Optional.empty();
  }

  /** Reads one; empty where it is none. */
  static Optional<Authority> of(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(
            new Authority(
                form.group(1).toLowerCase(Locale.ROOT), form.group(2) == null ? "" : form.group(2)))
        : Optional.empty();
  }

  /** Whether both mean the same server, the scheme's own port written or not. */
  boolean sameAs(Authority other, String scheme) {
    return host.equals(other.host) && portFor(scheme).equals(other.portFor(scheme));
  }

  private String portFor(String scheme) {
    return port.isEmpty() ? (scheme.equals("https") ? "443" : "80") : port;
  }
}
