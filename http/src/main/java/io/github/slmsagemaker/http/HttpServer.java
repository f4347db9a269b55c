package io.github.slmsagemaker.http;

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
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A bounded HTTP/1.1 server: two daemon threads serve all sockets, handlers run on virtual threads.
 * No TLS, no HTTP/2, no upgrades.
 *
 * <p>A slow, oversized or malformed request is answered by the server itself (see {@link
 * ProtocolError}) and never reaches the handler.
 */
public final class HttpServer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(HttpServer.class.getName());

  private static final int EVENT_LOOPS = 2;

  /** Connections above the limit that may still learn that there are too many. */
  static final int EXCESS = 128;

  private final HttpServerSettings settings;
  private final HttpHandler handler;
  private final Live<SocketChannel> sockets = new Live<>();
  private final Live<Connection> connections = new Live<>();
  private final Live<Exchange> exchanges = new Live<>();
  private final EventLoopGroup loops;
  private final Channel listening;
  private volatile boolean draining;

  private HttpServer(HttpServerSettings settings, HttpHandler handler) {
    this.settings = settings;
    this.handler = handler;
    loops = new NioEventLoopGroup(EVENT_LOOPS, new DefaultThreadFactory("http-server", true));
    listening = listen();
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

  /**
   * Stops accepting, lets running handlers end, then closes. What still runs after {@code patience}
   * is cut off and sees its client disappear. May be called more than once.
   *
   * @return whether everything ended by itself
   */
  public boolean drain(Duration patience) {
    draining = true;
    listening.close().awaitUninterruptibly();
    connections.snapshot().forEach(Connection::drain);
    long end = System.nanoTime() + patience.toNanos();
    boolean quiet = connections.awaitNone(end);
    boolean ended = exchanges.awaitNone(end) && quiet;
    sockets.snapshot().forEach(socket -> socket.close().awaitUninterruptibly());
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    return ended;
  }

  /** Stops at once; running handlers see their clients disappear. */
  @Override
  public void close() {
    drain(Duration.ZERO);
  }

  HttpServerSettings settings() {
    return settings;
  }

  boolean draining() {
    return draining;
  }

  /** Runs a handler on a thread of its own, then tells whether its connection may be used again. */
  void run(Exchange exchange, Consumer<Boolean> whenOver) {
    exchanges.begin(exchange);
    Thread.ofVirtual()
        .name("http-handler")
        .start(
            () -> {
              boolean reusable = false;
              try {
                reusable = exchange.serve(handler);
              } finally {
                exchanges.end(exchange);
                whenOver.accept(reusable);
              }
            });
  }

  /** A connection has nothing more to send. */
  void ended(Connection connection) {
    connections.end(connection);
  }

  void log(String what, Throwable failure) {
    LOG.log(System.Logger.Level.ERROR, what, failure);
  }

  private Channel listen() {
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
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
    if (draining || count > settings.maxConnections() + EXCESS) {
      var _ = channel.close();
      return;
    }
    Connection connection = new Connection(this, channel, count > settings.maxConnections());
    connections.begin(connection);
    connection.open();
  }
}
