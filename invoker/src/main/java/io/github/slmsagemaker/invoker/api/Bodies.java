package io.github.slmsagemaker.invoker.api;

import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.http.HttpRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Bodies of requests: JSON by their content type, plain or gzipped, never over the cap. */
final class Bodies {
  /** Most bytes of a body, also once it is unpacked. */
  static final int MOST_BYTES = 2 << 20;

  private Bodies() {}

  static byte[] json(HttpRequest request) {
    requireJson(request.headers().first("content-type").orElse(""));
    String encoding = request.headers().first("content-encoding").orElse("identity");
    byte[] body =
        switch (encoding.strip().toLowerCase(Locale.ROOT)) {
          case "", "identity" -> request.body();
          case "gzip", "x-gzip" -> unpacked(request.body());
          default ->
              throw new Failure.UnsupportedMediaType(
                  "the body's content encoding is not known here; send it plain or as gzip");
        };
    if (body.length > MOST_BYTES) {
      throw tooLarge();
    }
    return body;
  }

  private static void requireJson(String contentType) {
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!type.equals("application/json")) {
      throw new Failure.UnsupportedMediaType(
          "the body must be JSON; send the header Content-Type: application/json");
    }
  }

  private static byte[] unpacked(byte[] packed) {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      byte[] plain = in.readNBytes(MOST_BYTES + 1);
      if (plain.length > MOST_BYTES) {
        throw tooLarge();
      }
      return plain;
    } catch (IOException broken) {
      throw new Failure.BadRequest(
          Optional.empty(), Optional.empty(), "the body is said to be gzip but cannot be unpacked");
    }
  }

  private static Failure tooLarge() {
    return new Failure.PayloadTooLarge(
        "the body has more than %d bytes; shorten the messages".formatted(MOST_BYTES));
  }
}
