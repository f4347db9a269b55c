package io.github.slmsagemaker.http.server;

import io.github.slmsagemaker.http.ClientGone;
import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.Sink;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The sending half of a connection. What blocks is for handlers, what does not for event loops.
 *
 * <p>Futures are dropped where a later one of the same connection fails with them.
 */
@SuppressWarnings("FutureReturnValueIgnored")
final class Outgoing implements Sink {
  /** A piece that goes out as a whole: smaller than what a slow reader takes in a write timeout. */
  private static final int SLICE = 16 << 10;

  private static final Set<String> OURS =
      Set.of("connection", "keep-alive", "content-length", "transfer-encoding");

  private final SocketChannel channel;
  private final Duration writeTimeout;

  Outgoing(SocketChannel channel, Duration writeTimeout) {
    this.channel = channel;
    this.writeTimeout = writeTimeout;
  }

  /** Answers {@code Expect: 100-continue}. Does not block. */
  void askForBody() {
    channel.writeAndFlush(
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
  }

  @Override
  public void begin(int status, Headers headers, Framing framing, int length, boolean close) {
    HttpResponse head =
        new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
    headers.fields().stream()
        .filter(field -> !OURS.contains(field.name().toLowerCase(Locale.ROOT)))
        .forEach(field -> head.headers().add(field.name(), field.value()));
    switch (framing) {
      case LENGTH -> head.headers().set(HttpHeaderNames.CONTENT_LENGTH, length);
      case CHUNKED ->
          head.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
      case NONE -> {}
    }
    if (close) {
      head.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
    channel.write(head);
  }

  @Override
  public void write(byte[] piece) {
    ChannelFuture written = writeSlices(piece);
    channel.flush();
    if (!channel.isWritable()) {
      await(written);
    }
  }

  @Override
  public void end(byte[] rest) {
    writeSlices(rest);
    await(channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT));
  }

  @Override
  public void lastAnswer(int status, Headers headers, byte[] body) {
    begin(status, headers, Framing.LENGTH, body.length, true);
    writeSlices(body);
    channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
  }

  /** Tells the client that nothing follows, once all is out, then runs {@code after}. */
  void shutdown(Runnable after) {
    channel
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(_ -> channel.shutdownOutput().addListener(_ -> after.run()));
  }

  /** Closes the connection. */
  @Override
  public void abort() {
    channel.close();
  }

  private ChannelFuture writeSlices(byte[] bytes) {
    ChannelFuture last = channel.newSucceededFuture();
    for (int from = 0; from < bytes.length; from += SLICE) {
      int length = Math.min(SLICE, bytes.length - from);
      last = channel.write(new DefaultHttpContent(Unpooled.wrappedBuffer(bytes, from, length)));
    }
    return last;
  }

  private void await(ChannelFuture written) {
    try {
      long unsent = unsent();
      while (!written.await(writeTimeout.toMillis(), TimeUnit.MILLISECONDS)) {
        long before = unsent;
        unsent = unsent();
        if (unsent >= before) {
          channel.close();
          throw new ClientGone("the client accepted nothing for " + writeTimeout, null);
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      channel.close();
      throw new ClientGone("interrupted while sending", interrupted);
    }
    rethrow(written);
  }

  private static void rethrow(ChannelFuture written) {
    Throwable cause = written.cause();
    if (cause instanceof IOException) {
      throw new ClientGone("the client hung up", cause);
    }
    if (cause != null) {
      throw new IllegalStateException("the answer could not be encoded", cause);
    }
  }

  private long unsent() {
    ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
    return buffer == null ? 0 : buffer.totalPendingWriteBytes();
  }
}
