package io.github.slmsagemaker.local.page;

import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.HttpReply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/** One file of the page, as it is sent. */
public final class PageFile {
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");

  /**
   * The page runs its own files alone, talks to its own server alone, and makes no text a document
   * or a script (w3.org/TR/CSP3, w3.org/TR/trusted-types): a model's answer stays text.
   */
  private static final String POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "img-src 'self'",
          "connect-src 'self'",
          "base-uri 'none'",
          "form-action 'none'",
          "frame-ancestors 'none'",
          "require-trusted-types-for 'script'",
          "trusted-types 'none'");

  private final Headers headers;
  private final byte[] body;

  private PageFile(Headers headers, byte[] body) {
    this.headers = headers;
    this.body = body;
  }

  static PageFile of(String name) {
    String type = Objects.requireNonNull(TYPES.get(name.substring(name.lastIndexOf('.') + 1)));
    return new PageFile(
        Headers.of("Content-Type", type)
            .with("Content-Security-Policy", POLICY)
            .with("Cross-Origin-Opener-Policy", "same-origin")
            .with("Cross-Origin-Resource-Policy", "same-origin")
            .with("Referrer-Policy", "no-referrer")
            .with("X-Content-Type-Options", "nosniff")
            // The next start may be of another version.
            .with("Cache-Control", "no-store")
            .with("Vary", "Accept"),
        read(name));
  }

  /** Sends it. */
  public void to(HttpReply reply) {
    reply.send(200, headers, body);
  }

  private static byte[] read(String name) {
    try (InputStream resource = PageFile.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(resource, name).readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
