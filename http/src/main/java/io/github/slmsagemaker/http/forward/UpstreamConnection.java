package io.github.slmsagemaker.http.forward;

import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.HttpRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A connection that carries one request and its answer: Netty's codec over a blocking socket, for
 * one thread; only {@link #abort} may come from another.
 */
final class UpstreamConnection implements AutoCloseable {
  private static final int MAX_LINE = 8 << 10;
  private static final int MAX_HEADERS = 64 << 10;
  private static final int PIECE = 16 << 10;

  private final Socket socket;
  private final EmbeddedChannel codec =
      new EmbeddedChannel(new HttpClientCodec(MAX_LINE, MAX_HEADERS, PIECE));
  private final byte[] buffer = new byte[PIECE];
  private boolean atEnd;

  /** Takes over a socket that is not connected yet. */
  UpstreamConnection(Socket socket) {
    this.socket = socket;
  }

  /**
   * Connects; gives up after {@code connect}, and later whenever nothing came for {@code silence}.
   */
  void open(InetSocketAddress address, Duration connect, Duration silence) throws IOException {
    socket.connect(address, Math.toIntExact(connect.toMillis()));
    socket.setSoTimeout(Math.toIntExact(silence.toMillis()));
    socket.setTcpNoDelay(true);
  }

  void send(HttpRequest request, Headers headers) throws IOException {
    var outbound =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1,
            HttpMethod.valueOf(request.method()),
            request.target(),
            Unpooled.wrappedBuffer(request.body()));
    headers.fields().forEach(field -> outbound.headers().add(field.name(), field.value()));
    outbound.headers().set(HttpHeaderNames.CONNECTION, "close");
    if (request.body().length > 0) {
      outbound.headers().set(HttpHeaderNames.CONTENT_LENGTH, request.body().length);
    }
    codec.writeOutbound(outbound);
    OutputStream out = socket.getOutputStream();
    for (ByteBuf bytes = codec.readOutbound(); bytes != null; bytes = codec.readOutbound()) {
      bytes.readBytes(out, bytes.readableBytes());
      bytes.release();
    }
  }

  /** The next part of the answer, to be released; null after the last. */
  @Nullable HttpObject next() throws IOException {
    HttpObject part = codec.readInbound();
    while (part == null && !atEnd) {
      receive();
      part = codec.readInbound();
    }
    if (part != null && part.decoderResult().isFailure()) {
      throw new IOException("the answer is not valid HTTP/1.1", part.decoderResult().cause());
    }
    return part;
  }

  /** Closes the connection under whoever reads or writes. */
  void abort() {
    try {
      socket.close();
    } catch (IOException alreadyBroken) {
      // Closing was all that was wanted.
    }
  }

  @Override
  public void close() {
    abort();
    codec.finishAndReleaseAll();
  }

  private void receive() throws IOException {
    InputStream in = socket.getInputStream();
    int length = in.read(buffer);
    if (length < 0) {
      atEnd = true;
      codec.finish();
    } else {
      codec.writeInbound(Unpooled.copiedBuffer(buffer, 0, length));
    }
  }
}
