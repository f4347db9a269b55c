package io.github.slmsagemaker.http;

import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is wrong with the head of a request (RFC 9112). */
final class HeadCheck {
  private static final Pattern ABSOLUTE = Pattern.compile("(?i)https?://[^/?#]*");

  private HeadCheck() {}

  /** An error and the sentence for it. */
  record Problem(ProtocolError error, String detail) {}

  static Optional<Problem> problem(HttpRequest head, long maxBodyBytes) {
    if (head.decoderResult().isFailure()) {
      return Optional.of(undecodable(head));
    }
    HttpVersion version = head.protocolVersion();
    if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
      return problem(ProtocolError.VERSION_NOT_SUPPORTED, "use HTTP/1.1");
    }
    if (!head.uri().chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      return problem(ProtocolError.MALFORMED_REQUEST, "percent-encode the request target");
    }
    if (!origin(head.uri()).startsWith("/")) {
      return problem(ProtocolError.MALFORMED_REQUEST, "the request target must be a path");
    }
    return fields(head.headers(), version).or(() -> length(head, maxBodyBytes));
  }

  /** Path and query of a target, whether it names the host or not (RFC 9112, 3.2). */
  static String origin(String target) {
    String rest = ABSOLUTE.matcher(target).replaceFirst("");
    return rest.length() == target.length() || rest.startsWith("/") ? rest : "/" + rest;
  }

  private static Problem undecodable(HttpRequest head) {
    Throwable cause = head.decoderResult().cause();
    HttpHeaders headers = head.headers();
    int lengths = headers.getAll(HttpHeaderNames.CONTENT_LENGTH).size();
    if (cause instanceof TooLongHttpLineException) {
      return new Problem(ProtocolError.URI_TOO_LONG, "the request line is too long");
    }
    if (cause instanceof TooLongHttpHeaderException || cause instanceof TooLongFrameException) {
      return new Problem(ProtocolError.HEADERS_TOO_LARGE, "the request headers are too long");
    }
    if (lengths > 1 || (lengths == 1 && headers.contains(HttpHeaderNames.TRANSFER_ENCODING))) {
      return new Problem(
          ProtocolError.AMBIGUOUS_LENGTH,
          "send one Content-Length, or Transfer-Encoding: chunked, and never both");
    }
    return new Problem(ProtocolError.MALFORMED_REQUEST, "the request is not valid HTTP/1.1");
  }

  private static Optional<Problem> fields(HttpHeaders headers, HttpVersion version) {
    List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
    if (hosts.size() > 1 || (hosts.isEmpty() && version.equals(HttpVersion.HTTP_1_1))) {
      return problem(ProtocolError.MALFORMED_REQUEST, "send exactly one Host header");
    }
    List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
    boolean understood =
        codings.isEmpty()
            || (codings.size() == 1
                && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.get(0)));
    if (!understood) {
      return problem(ProtocolError.MALFORMED_REQUEST, "the only Transfer-Encoding is chunked");
    }
    boolean expects = headers.contains(HttpHeaderNames.EXPECT);
    if (expects && !expectsContinue(headers)) {
      return problem(ProtocolError.EXPECTATION_FAILED, "the only Expect is 100-continue");
    }
    return Optional.empty();
  }

  static boolean expectsContinue(HttpHeaders headers) {
    List<String> expected = headers.getAll(HttpHeaderNames.EXPECT);
    return expected.size() == 1
        && HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(expected.get(0));
  }

  private static Optional<Problem> length(HttpRequest head, long maxBodyBytes) {
    return HttpUtil.getContentLength(head, 0L) > maxBodyBytes
        ? Optional.of(tooLarge(maxBodyBytes))
        : Optional.empty();
  }

  static Problem tooLarge(long maxBodyBytes) {
    return new Problem(
        ProtocolError.BODY_TOO_LARGE, "the request body is longer than " + maxBodyBytes + " bytes");
  }

  private static Optional<Problem> problem(ProtocolError error, String detail) {
    return Optional.of(new Problem(error, detail));
  }
}
