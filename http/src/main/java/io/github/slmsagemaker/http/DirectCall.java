package io.github.slmsagemaker.http;

/**
 * Calls a handler as a server would, with no socket between: it runs on a virtual thread of its
 * own, hears when its caller hangs up, and is held back by a caller that takes its answer slowly.
 */
public final class DirectCall {
  private final Exchange exchange;

  private DirectCall(Exchange exchange) {
    this.exchange = exchange;
  }

  /** Begins to call; the answer goes to {@code sink}. */
  public static DirectCall start(HttpHandler handler, HttpRequest request, ReplySink sink) {
    Exchange exchange =
        new Exchange(new Direct(sink), request, true, ProtocolErrors.plainText(), () -> false);
    var _ = Thread.ofVirtual().name("http-direct").start(() -> exchange.serve(handler));
    return new DirectCall(exchange);
  }

  /** The caller goes away: whoever works for it is told, and nothing more reaches the sink. */
  public void hangUp() {
    exchange.clientGone();
  }

  /** Framing is of sockets; here an answer is its parts. */
  private record Direct(ReplySink sink) implements Sink {
    @Override
    public void begin(int status, Headers headers, Framing framing, int length, boolean close) {
      sink.head(
          status,
          switch (framing) {
            case LENGTH -> headers.withOnly("Content-Length", Integer.toString(length));
            case CHUNKED, NONE -> headers.without("content-length");
          });
    }

    @Override
    public void write(byte[] piece) {
      if (piece.length > 0) {
        sink.piece(piece);
      }
    }

    @Override
    public void end(byte[] rest) {
      write(rest);
      sink.end();
    }

    @Override
    public void lastAnswer(int status, Headers headers, byte[] body) {
      begin(status, headers, Framing.LENGTH, body.length, true);
      end(body);
    }

    @Override
    public void abort() {
      sink.broken();
    }
  }
}
