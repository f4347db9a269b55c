package io.github.slmsagemaker.http.server;

import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.HttpRequest;
import io.github.slmsagemaker.http.ProtocolError;
import io.github.slmsagemaker.http.server.HeadCheck.Problem;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts a request together from what the decoder finds. */
final class RequestAssembly {
  private final int maxBodyBytes;
  private final InetSocketAddress remote;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private @Nullable DefaultHttpRequest head;
  private Headers headers = Headers.none();

  RequestAssembly(int maxBodyBytes, InetSocketAddress remote) {
    this.maxBodyBytes = maxBodyBytes;
    this.remote = remote;
  }

  /** What a piece led to. */
  sealed interface Step {
    /** The head is fine, the body follows; some clients wait to be asked for it. */
    record HeadRead(boolean askForBody) implements Step {}

    /** The body goes on. */
    record BodyGrew() implements Step {}

    /** The request is complete. */
    record Complete(HttpRequest request, boolean http11) implements Step {}

    /** The request cannot be handled. */
    record Broken(Problem problem) implements Step {}
  }

  Step take(HttpContent content) {
    int length = content.content().readableBytes();
    if (content.decoderResult().isFailure()) {
      return new Step.Broken(
          new Problem(ProtocolError.MALFORMED_REQUEST, "the request body is not valid HTTP/1.1"));
    }
    if (length > maxBodyBytes - body.size()) {
      return new Step.Broken(HeadCheck.tooLarge(maxBodyBytes));
    }
    byte[] piece = new byte[length];
    content.content().readBytes(piece);
    body.writeBytes(piece);
    return content instanceof LastHttpContent && head != null
        ? complete(head)
        : new Step.BodyGrew();
  }

  Step take(DefaultHttpRequest begun) {
    Optional<Problem> problem = HeadCheck.problem(begun, maxBodyBytes);
    if (problem.isPresent()) {
      return new Step.Broken(problem.get());
    }
    try {
      headers = withTargetsHost(begun.uri(), Headers.received(begun.headers().entries()));
    } catch (IllegalArgumentException notHttp) {
      return new Step.Broken(
          new Problem(ProtocolError.MALFORMED_REQUEST, "a header has characters it must not have"));
    }
    head = begun;
    boolean http11 = begun.protocolVersion().equals(HttpVersion.HTTP_1_1);
    return new Step.HeadRead(http11 && HeadCheck.expectsContinue(begun.headers()));
  }

  /** Who does without a Host header, as HTTP/1.0 allows, may name the host in the target. */
  private static Headers withTargetsHost(String target, Headers headers) {
    return Authority.ofTarget(target)
        .map(named -> headers.withOnly("Host", named.authority()))
        .orElse(headers);
  }

  private Step complete(DefaultHttpRequest whole) {
    HttpRequest request =
        new HttpRequest(
            whole.method().name(),
            HeadCheck.origin(whole.uri()),
            headers,
            body.toByteArray(),
            remote);
    boolean http11 = whole.protocolVersion().equals(HttpVersion.HTTP_1_1);
    body.reset();
    head = null;
    return new Step.Complete(request, http11);
  }
}
