package io.github.slmsagemaker.http.server;

import io.github.slmsagemaker.http.Exchange;
import io.github.slmsagemaker.http.HttpHandler;
import java.time.Duration;
import java.util.function.Consumer;

/** What the connections of a server share, and the exchanges that are running. */
final class ServerState {
  private final HttpServerSettings settings;
  private final HttpHandler handler;
  private final Live<Exchange> exchanges = new Live<>();
  private volatile boolean draining;

  ServerState(HttpServerSettings settings, HttpHandler handler) {
    this.settings = settings;
    this.handler = handler;
  }

  HttpServerSettings settings() {
    return settings;
  }

  boolean draining() {
    return draining;
  }

  void beginDraining() {
    draining = true;
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

  /** Asks the running exchanges to end, and waits for them so long. */
  void stop(Duration patience) {
    exchanges.snapshot().forEach(Exchange::stop);
    exchanges.awaitNone(Live.in(patience));
  }

  /** Waits until {@link System#nanoTime} reaches {@code end}; tells whether none is running. */
  boolean awaitNoExchange(long end) {
    return exchanges.awaitNone(end);
  }
}
