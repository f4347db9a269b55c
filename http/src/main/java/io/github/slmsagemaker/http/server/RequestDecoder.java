package io.github.slmsagemaker.http.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/**
 * Netty's decoder, stricter: a folded header line is an error instead of a longer value (RFC 9112,
 * 5.2), and it tells when a head begins. Can be told to throw away what still comes.
 */
final class RequestDecoder extends HttpRequestDecoder {
  private static final int MAX_REQUEST_LINE = 8 << 10;

  private final Runnable onHeadBegun;
  private boolean headExpected = true;
  private boolean headBegun;
  private boolean discarding;

  RequestDecoder(int maxHeaderBytes, Runnable onHeadBegun) {
    super(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(MAX_REQUEST_LINE)
            .setMaxHeaderSize(maxHeaderBytes)
            .setAllowDuplicateContentLengths(false)
            .setStrictLineParsing(true)
            .setUseRfc9112TransferEncoding(true));
    this.onHeadBegun = onHeadBegun;
  }

  /** Whether a part of a head has come, and not yet all of it. */
  boolean headBegun() {
    return headBegun;
  }

  /** From now on everything that comes is thrown away. */
  void discard() {
    discarding = true;
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
    if (!discarding && headExpected) {
      beginHead(in);
      if (foldsALine(in)) {
        out.add(refused("a header line begins with white space"));
        discard();
      }
    }
    if (discarding) {
      in.skipBytes(in.readableBytes());
    } else if (in.isReadable()) {
      int before = out.size();
      super.decode(ctx, in, out);
      out.subList(before, out.size()).forEach(this::note);
    }
  }

  /** Empty lines before a request are allowed (RFC 9112, 2.2) and are no beginning. */
  private void beginHead(ByteBuf in) {
    while (!headBegun && in.isReadable()) {
      byte next = in.getByte(in.readerIndex());
      if (next == '\r' || next == '\n') {
        in.skipBytes(1);
      } else {
        headBegun = true;
        onHeadBegun.run();
      }
    }
  }

  /** Netty consumes whole lines, so what is left always begins with the beginning of a line. */
  private static boolean foldsALine(ByteBuf in) {
    int at = in.readerIndex();
    while (at < in.writerIndex()) {
      byte first = in.getByte(at);
      if (first == ' ' || first == '\t') {
        return true;
      }
      int lineFeed = in.indexOf(at, in.writerIndex(), (byte) '\n');
      boolean endOfHead = first == '\r' || first == '\n';
      if (lineFeed < 0 || endOfHead) {
        return false;
      }
      at = lineFeed + 1;
    }
    return false;
  }

  private static HttpRequest refused(String why) {
    HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
    request.setDecoderResult(DecoderResult.failure(new IllegalArgumentException(why)));
    return request;
  }

  private void note(Object decoded) {
    if (decoded instanceof HttpRequest) {
      headExpected = false;
      headBegun = false;
    }
    if (decoded instanceof LastHttpContent) {
      headExpected = true;
    }
  }
}
