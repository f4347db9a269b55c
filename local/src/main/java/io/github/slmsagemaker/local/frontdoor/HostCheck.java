package io.github.slmsagemaker.local.frontdoor;

import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.http.Headers;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Refuses requests that were meant for somebody else: a web page whose name was rebound to
 * 127.0.0.1 sends its own name as {@code Host}.
 */
final class HostCheck {
  private static final int DEFAULT_PORT = 80;
  private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

  private static final Pattern PORT = Pattern.compile(":[0-9]{1,5}$");

  private final int port;
  private final Set<String> allowed;

  /**
   * @param allowed more names, with any port or none
   */
  HostCheck(int port, List<String> allowed) {
    this.port = port;
    this.allowed =
        allowed.stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Returns where the request is meant for this door.
   *
   * @throws Failure.ProtocolViolation 421 otherwise (RFC 9110, 15.5.20)
   */
  void check(Headers headers) {
    List<String> hosts = headers.all("host");
    if (hosts.size() != 1 || !isOurs(hosts.getFirst().toLowerCase(Locale.ROOT))) {
      throw new Failure.ProtocolViolation(
          421,
          "the Host header names another server; use 127.0.0.1:%d, or start slm local with"
                  .formatted(port)
              + " --allow-host and the name that you use");
    }
  }

  private boolean isOurs(String host) {
    return allowed.contains(PORT.matcher(host).replaceFirst("")) || isLocal(host);
  }

  private boolean isLocal(String host) {
    return NAMES.stream()
        .anyMatch(
            name -> host.equals(name + ":" + port) || (port == DEFAULT_PORT && host.equals(name)));
  }
}
