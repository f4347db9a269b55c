package io.github.slmsagemaker.local.frontdoor;

import io.github.slmsagemaker.deployment.Origins;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * By what names, and from which web pages, a door may be reached beside this machine's own.
 *
 * @param hosts names that {@code Host} may have, such as {@code host.docker.internal}; with any
 *     port, since a tunnel or a container has its own
 * @param origins of pages whose scripts may ask and read
 */
public record Reach(List<String> hosts, Origins origins) {
  /** This machine's own names, no pages. */
  public static final Reach LOCAL = new Reach(List.of(), Origins.NONE);

  private static final String NAME = "[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?";
  private static final Pattern HOST = Pattern.compile(NAME);

  /**
   * @throws IllegalArgumentException naming what is no name
   */
  public Reach {
    hosts = List.copyOf(hosts);
    for (String host : hosts) {
      if (!HOST.matcher(host).matches()) {
        throw new IllegalArgumentException(
            "the host '%s' is no name; expected one such as host.docker.internal, without a scheme"
                    .formatted(host)
                + " or a port");
      }
    }
    Objects.requireNonNull(origins, "origins");
  }
}
