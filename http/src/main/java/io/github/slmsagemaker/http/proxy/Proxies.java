package io.github.slmsagemaker.http.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The proxies that the environment names, as curl and Go's clients read it: {@code HTTPS_PROXY},
 * {@code HTTP_PROXY}, {@code ALL_PROXY} and {@code NO_PROXY}, in small letters first. This machine
 * itself is never asked for through one. Where the environment says nothing, the JVM decides.
 */
public final class Proxies extends ProxySelector {
  private final Map<String, String> environment;
  private final List<String> exempt;

  public Proxies(Map<String, String> environment) {
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
   * @throws UnusableProxyException where a variable's value is no proxy that can be used
   */
  public Optional<Proxy> to(URI address) {
    String name = isSecure(address) ? "https_proxy" : "http_proxy";
    return variable(name)
        .map(value -> proxy(name, value))
        .or(() -> variable("all_proxy").map(value -> proxy("all_proxy", value)))
        .map(proxy -> isExempt(address) ? Proxy.NO_PROXY : proxy);
  }

  /**
   * The same for the JDK's client, which would pass a SOCKS proxy by.
   *
   * @throws UnusableProxyException there too
   */
  @Override
  public List<Proxy> select(URI address) {
    Optional<Proxy> named = to(address);
    if (named.isPresent() && named.get().type() == Proxy.Type.SOCKS) {
      throw new UnusableProxyException(
          "the proxy to %s is a SOCKS proxy, which only downloads of models go through"
              .formatted(address.getHost()),
          "name one of HTTP in https_proxy");
    }
    return named.map(List::of).orElseGet(() -> ProxySelector.getDefault().select(address));
  }

  /** Whoever connects says so itself. */
  @Override
  public void connectFailed(URI address, SocketAddress proxy, IOException failed) {}

  private Optional<String> variable(String name) {
    return Stream.of(name, name.toUpperCase(Locale.ROOT))
        .map(spelling -> environment.getOrDefault(spelling, "").strip())
        .filter(value -> !value.isEmpty())
        .findFirst();
  }

  private boolean isExempt(URI address) {
    String host = address.getHost().toLowerCase(Locale.ROOT);
    int usual = isSecure(address) ? 443 : 80;
    String withPort = host + ":" + (address.getPort() >= 0 ? address.getPort() : usual);
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

  private static boolean isSecure(URI address) {
    return "https".equalsIgnoreCase(address.getScheme());
  }

  private static Proxy proxy(String name, String value) {
    URI address = parsed(value.contains("://") ? value : "http://" + value);
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    boolean socks = scheme.startsWith("socks");
    if (address.getHost() == null || !(scheme.equals("http") || socks)) {
      throw new UnusableProxyException(
          name + " is not the address of a proxy such as http://proxy:3128", "set it to one");
    }
    if (address.getUserInfo() != null) {
      throw new UnusableProxyException(
          name + " has a user's name, and proxies that ask for one are not supported",
          "name one without");
    }
    int port = address.getPort() >= 0 ? address.getPort() : socks ? 1080 : 80;
    return new Proxy(
        socks ? Proxy.Type.SOCKS : Proxy.Type.HTTP,
        InetSocketAddress.createUnresolved(address.getHost(), port));
  }

  /** An address without a host where the text is none. */
  private static URI parsed(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException noAddress) {
      return URI.create("");
    }
  }
}
