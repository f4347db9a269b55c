package io.github.slmsagemaker.http.server;

import io.github.slmsagemaker.http.Exchange;
import io.github.slmsagemaker.http.HttpRequest;
import io.github.slmsagemaker.http.ProtocolError;
import io.github.slmsagemaker.http.ProtocolErrors;
import io.github.slmsagemaker.http.WordlessTrace;
import io.github.slmsagemaker.http.server.HeadCheck.Problem;
import io.github.slmsagemaker.http.server.RequestAssembly.Step;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection: reads requests one after another, hands each to an {@link Exchange} and keeps
 * reading meanwhile, because that is how a hang-up is noticed. Everything here runs on the
 * connection's event loop.
 */
public final class Connection extends ChannelInboundHandlerAdapter {
  /** How long a finished connection still takes what comes, so that the client reads the answer. */
  private static final Duration LINGER = Duration.ofSeconds(2);

  /** Parts of further requests taken while one is handled; then the socket is not read any more. */
  private static final int MAX_PENDING = 64;

  private enum Phase {
    HEAD,
    BODY,
    HANDLING,
    CLOSING
  }

  private static final System.Logger LOG = System.getLogger(HttpServer.class.getName());

  private final ServerState server;
  private final SocketChannel channel;
  private final Outgoing outgoing;
  private final boolean excess;
  private final Consumer<Connection> whenEnded;
  private final RequestDecoder decoder;
  private final RequestAssembly assembly;
  private final Alarm alarm;
  private final Queue<Object> pending = new ArrayDeque<>();
  private Phase phase = Phase.HEAD;
  private boolean served;
  private boolean inputEnded;
  private @Nullable Exchange exchange;

  /**
   * A connection on a channel.
   *
   * @param excess whether requests here are only told that there are too many connections
   * @param whenEnded told once there is nothing more to send
   */
  Connection(
      ServerState server, SocketChannel channel, boolean excess, Consumer<Connection> whenEnded) {
    this.server = server;
    this.channel = channel;
    this.excess = excess;
    this.whenEnded = whenEnded;
    alarm = new Alarm(channel.eventLoop());
    HttpServerSettings settings = server.settings();
    outgoing = new Outgoing(channel, settings.timeouts().write());
    decoder = new RequestDecoder(settings.caps().headBytes(), this::headBegun);
    assembly = new RequestAssembly(settings.caps().bodyBytes(), channel.remoteAddress());
  }

  /** Takes its place in the channel's pipeline. */
  void open() {
    channel.pipeline().addLast(decoder, new HttpResponseEncoder(), this);
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    alarm.set(server.settings().timeouts().head(), this::timedOut);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (phase == Phase.HANDLING) {
      pending.add(message);
      channel.config().setAutoRead(pending.size() < MAX_PENDING);
    } else {
      take(message);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    enterClosing();
    if (exchange != null) {
      exchange.clientGone();
    }
    whenEnded.accept(this);
  }

  /**
   * The client has ended its sending side: it hung up, or says that nothing follows. Only sending
   * could tell the two apart, so whoever works is told that the client leaves, and what is sent all
   * the same is sent, as Go's server does it: RFC 9112 has no rule for a client's half of a close.
   */
  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent && !inputEnded) {
      inputEnded = true;
      if (exchange != null) {
        exchange.clientLeaves();
      } else {
        endOfInput();
      }
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (!(cause instanceof IOException)) {
      LOG.log(
          System.Logger.Level.ERROR,
          () -> "closed a connection that failed: " + WordlessTrace.of(cause));
    }
    outgoing.abort();
  }

  private void exchangeEnded(boolean reusable) {
    try {
      channel.eventLoop().execute(() -> goOn(reusable));
    } catch (RejectedExecutionException serverClosed) {
      // The connection is closed already: there is nothing to go on with.
    }
  }

  private void goOn(boolean reusable) {
    exchange = null;
    served = true;
    if (phase != Phase.HANDLING) {
      return;
    }
    if (!reusable || server.draining()) {
      linger();
      return;
    }
    phase = Phase.HEAD;
    alarm.set(server.settings().timeouts().idle(), this::timedOut);
    while (phase != Phase.HANDLING && !pending.isEmpty()) {
      take(pending.remove());
    }
    if (phase == Phase.HEAD && decoder.headBegun()) {
      headBegun();
    }
    if (inputEnded && phase != Phase.HANDLING) {
      endOfInput();
    }
    channel.config().setAutoRead(true);
  }

  /** Nothing follows: what has begun can never be complete. */
  private void endOfInput() {
    if (phase == Phase.BODY || (phase == Phase.HEAD && decoder.headBegun())) {
      fail(new Problem(ProtocolError.MALFORMED_REQUEST, "the request broke off"));
    } else if (phase == Phase.HEAD || channel.isOutputShutdown()) {
      outgoing.abort();
    }
  }

  /** Closes unless a request is on its way or being handled. May be called on any thread. */
  void drain() {
    channel.eventLoop().execute(this::closeIfIdle);
  }

  private void closeIfIdle() {
    if (phase == Phase.HEAD && !decoder.headBegun()) {
      outgoing.abort();
    }
  }

  /** Answers what was not answered yet, and ends. May be called on any thread. */
  void giveUp() {
    channel.eventLoop().execute(this::sayFarewell);
  }

  private void sayFarewell() {
    if (exchange != null) {
      exchange.giveUp();
      linger();
    } else if (phase == Phase.BODY || (phase == Phase.HEAD && decoder.headBegun())) {
      fail(new Problem(ProtocolError.SHUTTING_DOWN, "the server is shutting down"));
    }
  }

  private void headBegun() {
    if (phase == Phase.HEAD && served) {
      alarm.set(server.settings().timeouts().head(), this::timedOut);
    }
  }

  private void take(Object message) {
    try {
      if (phase == Phase.HEAD && message instanceof DefaultHttpRequest head) {
        follow(assembly.take(head));
      } else if (phase == Phase.BODY && message instanceof HttpContent content) {
        follow(assembly.take(content));
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void follow(Step step) {
    switch (step) {
      case Step.Broken broken -> fail(broken.problem());
      case Step.HeadRead head -> readBody(head.askForBody());
      case Step.BodyGrew _ -> {}
      case Step.Complete complete -> handle(complete.request(), complete.http11());
    }
  }

  private void readBody(boolean askForBody) {
    if (excess) {
      fail(new Problem(ProtocolError.TOO_MANY_CONNECTIONS, "too many connections: try again"));
      return;
    }
    phase = Phase.BODY;
    alarm.set(server.settings().timeouts().body(), this::timedOut);
    if (askForBody) {
      outgoing.askForBody();
    }
  }

  private void handle(HttpRequest request, boolean http11) {
    phase = Phase.HANDLING;
    alarm.clear();
    exchange =
        new Exchange(outgoing, request, http11, server.settings().errors(), server::draining);
    if (inputEnded) {
      exchange.clientLeaves();
    }
    server.run(exchange, this::exchangeEnded);
  }

  private void timedOut() {
    if (phase == Phase.BODY) {
      fail(new Problem(ProtocolError.REQUEST_TIMEOUT, "the request body did not arrive in time"));
    } else if (phase == Phase.HEAD && decoder.headBegun()) {
      fail(new Problem(ProtocolError.REQUEST_TIMEOUT, "the request head did not arrive in time"));
    } else {
      outgoing.abort();
    }
  }

  private void fail(Problem problem) {
    enterClosing();
    ProtocolErrors errors = server.settings().errors();
    ProtocolErrors.Rendered answer = errors.render(problem.error(), problem.detail());
    outgoing.lastAnswer(problem.error().status(), answer.headers(), answer.body());
    linger();
  }

  /** Ends the sending side and reads on: closing with unread bytes would destroy the answer. */
  private void linger() {
    enterClosing();
    channel.config().setAutoRead(true);
    outgoing.shutdown(this::allSent);
    alarm.set(LINGER, outgoing::abort);
  }

  private void allSent() {
    whenEnded.accept(this);
    if (inputEnded) {
      outgoing.abort();
    }
  }

  private void enterClosing() {
    phase = Phase.CLOSING;
    decoder.discard();
    alarm.clear();
    pending.forEach(ReferenceCountUtil::release);
    pending.clear();
  }
}
