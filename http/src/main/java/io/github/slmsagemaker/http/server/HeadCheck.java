package io.github.slmsagemaker.http.server;

import io.github.slmsagemaker.http.ProtocolError;
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

/** What is wrong with the head of a request (RFC 9112). */
final class HeadCheck {
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
    return host(head).or(() -> fields(head.headers())).or(() -> length(head, maxBodyBytes));
  }

  /** Path and query of a target, whether it names the host or not (RFC 9112, 3.2). */
  static String origin(String target) {
    return Authority.ofTarget(target)
        .map(Authority.Target::path)
        .map(path -> path.startsWith("/") ? path : "/" + path)
        .orElse(target);
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

  /** A target that names another host than the Host header is no target of one server. */
  private static Optional<Problem> host(HttpRequest head) {
    List<String> hosts = head.headers().getAll(HttpHeaderNames.HOST);
    boolean needed = head.protocolVersion().equals(HttpVersion.HTTP_1_1);
    if (hosts.size() > 1 || (hosts.isEmpty() && needed)) {
      return problem(ProtocolError.MALFORMED_REQUEST, "send exactly one Host header");
    }
    Optional<Authority> named = hosts.stream().findFirst().flatMap(Authority::of);
    if (named.isEmpty() && !hosts.isEmpty()) {
      return problem(ProtocolError.MALFORMED_REQUEST, "the Host header is no host and port");
    }
    return Authority.ofTarget(head.uri()).flatMap(target -> misdirected(target, named));
  }

  private static Optional<Problem> misdirected(Authority.Target target, Optional<Authority> named) {
    Optional<Authority> aimed = Authority.of(target.authority());
    if (aimed.isEmpty() || aimed.get().host().isEmpty()) {
      return problem(ProtocolError.MALFORMED_REQUEST, "the request target names no host and port");
    }
    return named.filter(host -> !host.sameAs(aimed.get(), target.scheme())).isPresent()
        ? problem(
            ProtocolError.MALFORMED_REQUEST,
            "the request target and the Host header name different hosts")
        : Optional.empty();
  }

  private static Optional<Problem> fields(HttpHeaders headers) {
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
