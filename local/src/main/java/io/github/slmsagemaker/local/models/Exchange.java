package io.github.slmsagemaker.local.models;

import io.github.slmsagemaker.local.startup.StartFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One GET, followed through redirects, whose body is read as it comes. */
final class Exchange implements AutoCloseable {
  private static final int MOST_REDIRECTS = 10;
  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-\\d+/(\\d+|\\*)");

  private final HttpURLConnection connection;

  private Exchange(HttpURLConnection connection) {
    this.connection = connection;
  }

  /**
   * @param from first byte wanted
   * @param entityTag with which the bytes before {@code from} came
   * @param silence longest time without a byte
   * @throws StartFailure where a redirect leads nowhere good
   */
  static Exchange get(URI source, long from, Optional<String> entityTag, Hub hub, Duration silence)
      throws IOException {
    URI at = source;
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      HttpURLConnection connection = request(at, from, entityTag, hub, silence);
      if (!isRedirect(connection.getResponseCode())) {
        return new Exchange(connection);
      }
      at = target(at, connection);
      connection.disconnect();
    }
    throw Unobtainable.because(
        null, "%s redirects more than %d times".formatted(Urls.shown(source), MOST_REDIRECTS));
  }

  private static HttpURLConnection request(
      URI at, long from, Optional<String> entityTag, Hub hub, Duration silence) throws IOException {
    HttpURLConnection connection = open(at, hub);
    // By hand, since the token must not travel to another server.
    connection.setInstanceFollowRedirects(false);
    connection.setConnectTimeout((int) silence.toMillis());
    connection.setReadTimeout((int) silence.toMillis());
    connection.setUseCaches(false);
    connection.setRequestProperty("User-Agent", "slm-sagemaker");
    connection.setRequestProperty("Accept-Encoding", "identity");
    hub.tokenFor(at).ifPresent(t -> connection.setRequestProperty("Authorization", "Bearer " + t));
    if (from > 0) {
      connection.setRequestProperty("Range", "bytes=" + from + "-");
      entityTag.ifPresent(tag -> connection.setRequestProperty("If-Range", tag));
    }
    return connection;
  }

  private static HttpURLConnection open(URI at, Hub hub) throws IOException {
    Optional<Proxy> proxy = hub.proxyTo(at);
    return (HttpURLConnection)
        (proxy.isPresent() ? at.toURL().openConnection(proxy.get()) : at.toURL().openConnection());
  }

  private static boolean isRedirect(int status) {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> true;
      default -> false;
    };
  }

  private static URI target(URI at, HttpURLConnection connection) {
    String location = connection.getHeaderField("Location");
    String refused = "%s redirects to an address that is refused (%s)";
    URI next;
    try {
      next = at.resolve(String.valueOf(location));
    } catch (IllegalArgumentException noUri) {
      throw Unobtainable.because(noUri, refused.formatted(Urls.shown(at), "no URL"));
    }
    boolean downgraded = Urls.isSecure(at) && !Urls.isSecure(next);
    if (location == null || next.getHost() == null || !Urls.isHttp(next) || downgraded) {
      throw Unobtainable.because(null, refused.formatted(Urls.shown(at), Urls.shown(next)));
    }
    return next;
  }

  int status() throws IOException {
    return connection.getResponseCode();
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(connection.getHeaderField(name));
  }

  /** Offset of the first byte of the body in the file; empty where the server does not say. */
  OptionalLong start() {
    return range(1);
  }

  /** Bytes of the whole file, where the server says. */
  OptionalLong total() throws IOException {
    if (status() == HttpURLConnection.HTTP_PARTIAL) {
      return range(2);
    }
    long length = connection.getContentLengthLong();
    return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
  }

  private OptionalLong range(int group) {
    Matcher range = CONTENT_RANGE.matcher(header("Content-Range").orElse(""));
    return range.matches() && !range.group(group).equals("*")
        ? OptionalLong.of(Long.parseLong(range.group(group)))
        : OptionalLong.empty();
  }

  InputStream body() throws IOException {
    return connection.getInputStream();
  }

  @Override
  public void close() {
    connection.disconnect();
  }
}
