package io.github.slmsagemaker.http.server;

import io.github.slmsagemaker.http.HttpHandler;
import io.github.slmsagemaker.http.HttpReply;
import io.github.slmsagemaker.http.ProtocolError;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A bounded HTTP/1.1 server: two daemon threads serve all sockets, handlers run on virtual threads.
 * No TLS, no HTTP/2, no upgrades.
 *
 * <p>A slow, oversized or malformed request is answered by the server itself (see {@link
 * ProtocolError}) and never reaches the handler.
 */
public final class HttpServer implements AutoCloseable {
  private static final int EVENT_LOOPS = 2;

  /** Connections above the limit that may still learn that there are too many. */
  static final int EXCESS = 128;

  /** How long those who were told to end, or were given up, have to say so to their clients. */
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final ServerState state;
  private final Live<SocketChannel> sockets = new Live<>();
  private final Live<Connection> connections = new Live<>();
  private final EventLoopGroup loops;
  private final Channel listening;

  private HttpServer(HttpServerSettings settings, HttpHandler handler) {
    state = new ServerState(settings, handler);
    loops = new NioEventLoopGroup(EVENT_LOOPS, new DefaultThreadFactory("http-server", true));
    listening = listen(settings);
  }

  /**
   * Starts a server; it accepts connections when this returns.
   *
   * @throws UncheckedIOException if the address cannot be listened on
   */
  public static HttpServer start(HttpServerSettings settings, HttpHandler handler) {
    return new HttpServer(settings, handler);
  }

  /** The port it listens on. */
  public int port() {
    return ((InetSocketAddress) listening.localAddress()).getPort();
  }

  /** Where it listens, without a path. */
  public URI address() {
    return URI.create(
        "http://%s:%d".formatted(state.settings().address().getHostAddress(), port()));
  }

  /**
   * Stops accepting, lets running handlers end, then closes. What still runs after {@code patience}
   * is told so ({@link HttpReply#onStop}) and has two seconds to say so to its client; who has
   * heard nothing then is told by the server ({@link ProtocolError#SHUTTING_DOWN}). May be called
   * more than once.
   *
   * @return whether everything ended by itself
   */
  public boolean drain(Duration patience) {
    return drain(patience, FAREWELL);
  }

  /** Stops at once; running handlers see their clients disappear. */
  @Override
  public void close() {
    drain(Duration.ZERO, Duration.ZERO);
  }

  boolean drain(Duration patience, Duration farewell) {
    state.beginDraining();
    listening.close().awaitUninterruptibly();
    connections.snapshot().forEach(Connection::drain);
    long end = Live.in(patience);
    boolean quiet = connections.awaitNone(end);
    boolean ended = state.awaitNoExchange(end) && quiet;
    if (!ended && farewell.isPositive()) {
      state.stop(farewell);
      connections.snapshot().forEach(Connection::giveUp);
      connections.awaitNone(Live.in(farewell));
    }
    sockets.snapshot().forEach(socket -> socket.close().awaitUninterruptibly());
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    return ended;
  }

  private Channel listen(HttpServerSettings settings) {
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    accept(channel);
                  }
                });
    ChannelFuture bound =
        bootstrap.bind(settings.address(), settings.port()).awaitUninterruptibly();
    if (bound.isSuccess()) {
      return bound.channel();
    }
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    throw new UncheckedIOException(
        "cannot listen on %s port %d: %s; choose another port, or 0 for any free one"
            .formatted(
                settings.address().getHostAddress(), settings.port(), bound.cause().getMessage()),
        new IOException(bound.cause()));
  }

  private void accept(SocketChannel channel) {
    int count = sockets.begin(channel);
    channel.closeFuture().addListener(_ -> sockets.end(channel));
    int most = state.settings().caps().connections();
    if (state.draining() || count > most + EXCESS) {
      var _ = channel.close();
      return;
    }
    Connection connection = new Connection(state, channel, count > most, connections::end);
    connections.begin(connection);
    connection.open();
  }
}
