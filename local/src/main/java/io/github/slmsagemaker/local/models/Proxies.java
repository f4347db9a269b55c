package io.github.slmsagemaker.local.models;

import io.github.slmsagemaker.local.startup.StartFailure;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The proxies that the environment names, as curl and Go's clients read it: {@code HTTPS_PROXY},
 * {@code HTTP_PROXY}, {@code ALL_PROXY} and {@code NO_PROXY}, in small letters first. This machine
 * itself is never asked for through one.
 */
final class Proxies {
  private final Map<String, String> environment;
  private final List<String> exempt;

  Proxies(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
    this.exempt =
        Stream.of(variable("no_proxy").orElse("").split("[,\\s]+"))
            .map(entry -> entry.toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.", ""))
            .filter(entry -> !entry.isEmpty())
            .toList();
  }

  /**
   * The way to an address; empty where the environment says nothing.
   *
   * @throws StartFailure where a variable's value is no proxy that can be used
   */
  Optional<Proxy> to(URI address) {
    String name = Urls.isSecure(address) ? "https_proxy" : "http_proxy";
    return variable(name)
        .map(value -> proxy(name, value))
        .or(() -> variable("all_proxy").map(value -> proxy("all_proxy", value)))
        .map(proxy -> isExempt(address) ? Proxy.NO_PROXY : proxy);
  }

  private Optional<String> variable(String name) {
    return Stream.of(name, name.toUpperCase(Locale.ROOT))
        .map(spelling -> environment.getOrDefault(spelling, "").strip())
        .filter(value -> !value.isEmpty())
        .findFirst();
  }

  private boolean isExempt(URI address) {
    String host = address.getHost().toLowerCase(Locale.ROOT);
    String withPort = host + ":" + Urls.port(address);
    boolean here = host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.");
    return here
        || exempt.stream()
            .anyMatch(
                entry ->
                    entry.equals("*")
                        || entry.equals(withPort)
                        || host.equals(entry)
                        || host.endsWith("." + entry));
  }

  /** The value itself is not shown: it may hold a password. */
  private static Proxy proxy(String name, String value) {
    URI address = Urls.parsed(value.contains("://") ? value : "http://" + value);
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    boolean socks = scheme.startsWith("socks");
    if (address.getHost() == null || !(scheme.equals("http") || socks)) {
      throw Unobtainable.because(
          null,
          name + " is not the address of a proxy such as http://proxy:3128",
          "set it to one",
          "name the server in no_proxy");
    }
    if (address.getUserInfo() != null) {
      throw Unobtainable.because(
          null,
          name + " has a user's name, and proxies that ask for one are not supported",
          "name one without",
          "name the server in no_proxy");
    }
    int port = address.getPort() >= 0 ? address.getPort() : socks ? 1080 : 80;
    return new Proxy(
        socks ? Proxy.Type.SOCKS : Proxy.Type.HTTP,
        InetSocketAddress.createUnresolved(address.getHost(), port));
  }
}
