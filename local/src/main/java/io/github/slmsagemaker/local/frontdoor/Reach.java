package io.github.slmsagemaker.local.frontdoor;

import java.util.List;
import java.util.regex.Pattern;

/**
 * By what names, and from which web pages, a door may be reached beside this machine's own.
 *
 * @param hosts names that {@code Host} may have, such as {@code host.docker.internal}; with any
 *     port, since a tunnel or a container has its own
 * @param origins of pages whose scripts may ask and read, as browsers write them
 */
public record Reach(List<String> hosts, List<String> origins) {
  /** This machine's own names, no pages. */
  public static final Reach LOCAL = new Reach(List.of(), List.of());

  private static final String NAME = "[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?";
  private static final Pattern HOST = Pattern.compile(NAME);

  /** Serialised by RFC 6454, 6.2: in lower case, without a path. */
  private static final Pattern ORIGIN =
      Pattern.compile("[a-z][a-z0-9+.-]*://[^/?#@\\s\\p{Upper}]+");

  /**
   * @throws IllegalArgumentException naming what is no name or no origin
   */
  public Reach {
    hosts = List.copyOf(hosts);
    origins = List.copyOf(origins);
    for (String host : hosts) {
      if (!HOST.matcher(host).matches()) {
        throw new IllegalArgumentException(
            "the host '%s' is no name; expected one such as host.docker.internal, without a scheme"
                    .formatted(host)
                + " or a port");
      }
    }
    for (String origin : origins) {
      if (!ORIGIN.matcher(origin).matches()) {
        throw new IllegalArgumentException(
            "'%s' is no origin; expected one such as https://chat.example.com or".formatted(origin)
                + " http://localhost:3000, in lower case and without a path");
      }
    }
  }
}
