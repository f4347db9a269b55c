package io.github.slmsagemaker.http;

import io.github.slmsagemaker.http.Outgoing.Framing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One request on its way through a handler, and the answer to it. */
final class Exchange implements HttpReply {
  private static final byte[] NOTHING = {};

  private enum Answer {
    NONE,
    BEGUN,
    COMPLETE,
    ABORTED
  }

  private final HttpServer server;
  private final Outgoing outgoing;
  private final HttpRequest request;
  private final boolean http11;
  private final Object lock = new Object();
  private final List<Runnable> listeners = new ArrayList<>();
  private Answer answer = Answer.NONE;
  private boolean gone;
  private boolean close;

  Exchange(HttpServer server, Outgoing outgoing, HttpRequest request, boolean http11) {
    this.server = server;
    this.outgoing = outgoing;
    this.request = request;
    this.http11 = http11;
  }

  /** Runs the handler to the end; tells whether the connection may carry another request. */
  boolean serve(HttpHandler handler) {
    try {
      handler.handle(request, this);
      if (answer() != Answer.COMPLETE && answer() != Answer.ABORTED) {
        failed(new IllegalStateException("the handler returned without completing the answer"));
      }
    } catch (ClientGone nobodyToTell) {
      outgoing.abort();
    } catch (Throwable failure) {
      failed(failure);
    }
    return answer() == Answer.COMPLETE && !close;
  }

  /** The connection ended. Does not block. */
  void clientGone() {
    List<Runnable> toRun;
    synchronized (lock) {
      if (gone || answer == Answer.COMPLETE || answer == Answer.ABORTED) {
        return;
      }
      gone = true;
      toRun = List.copyOf(listeners);
      listeners.clear();
    }
    toRun.forEach(this::runAside);
  }

  @Override
  public void send(int status, Headers headers, byte[] body) {
    begin(status, headers);
    boolean bodiless = bodiless(status);
    outgoing.begin(
        status, headers, status == 204 ? Framing.NONE : Framing.LENGTH, body.length, close);
    sending(() -> outgoing.end(bodiless ? NOTHING : body));
    finish(Answer.COMPLETE);
  }

  @Override
  public HttpStream stream(int status, Headers headers) {
    begin(status, headers);
    boolean bodiless = bodiless(status);
    close |= !http11;
    outgoing.begin(status, headers, bodiless || !http11 ? Framing.NONE : Framing.CHUNKED, 0, close);
    sending(() -> outgoing.write(NOTHING));
    return new Body(bodiless);
  }

  @Override
  public void onDisconnect(Runnable listener) {
    synchronized (lock) {
      if (!gone) {
        listeners.add(listener);
        return;
      }
    }
    runAside(listener);
  }

  @Override
  public boolean disconnected() {
    synchronized (lock) {
      return gone;
    }
  }

  private void begin(int status, Headers headers) {
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("status: " + status + " is not between 200 and 599");
    }
    synchronized (lock) {
      if (answer != Answer.NONE) {
        throw new IllegalStateException("an answer to " + request + " was begun before");
      }
      if (gone) {
        throw new ClientGone("the client hung up", null);
      }
      answer = Answer.BEGUN;
    }
    close = !http11 || server.draining() || asksToClose(request.headers()) || asksToClose(headers);
  }

  /** A client that takes nothing is gone even before its connection is closed. */
  private void sending(Runnable send) {
    try {
      send.run();
    } catch (ClientGone gaveUp) {
      clientGone();
      throw gaveUp;
    }
  }

  private boolean bodiless(int status) {
    return request.method().equals("HEAD") || status == 204 || status == 304;
  }

  private static boolean asksToClose(Headers headers) {
    return headers.all("connection").stream()
        .flatMap(value -> List.of(value.toLowerCase(Locale.ROOT).split(",", -1)).stream())
        .anyMatch(token -> token.strip().equals("close"));
  }

  private void failed(Throwable failure) {
    if (disconnected()) {
      return;
    }
    server.log("failed to answer " + request, failure);
    try {
      if (answer() == Answer.NONE) {
        ProtocolErrors.Rendered error =
            server
                .settings()
                .errors()
                .render(ProtocolError.HANDLER_FAILED, "the server failed to answer");
        send(ProtocolError.HANDLER_FAILED.status(), error.headers(), error.body());
        return;
      }
    } catch (ClientGone nobodyToTell) {
      // The connection is closed below, as it is where the answer was begun.
    }
    finish(Answer.ABORTED);
    outgoing.abort();
  }

  private Answer answer() {
    synchronized (lock) {
      return answer;
    }
  }

  private void finish(Answer how) {
    synchronized (lock) {
      answer = how;
      listeners.clear();
    }
  }

  private void runAside(Runnable listener) {
    Thread.ofVirtual()
        .name("http-disconnect")
        .start(
            () -> {
              try {
                listener.run();
              } catch (RuntimeException failure) {
                server.log("a disconnect listener failed for " + request, failure);
              }
            });
  }

  /** The body of this answer. */
  private final class Body implements HttpStream {
    private final boolean bodiless;

    Body(boolean bodiless) {
      this.bodiless = bodiless;
    }

    @Override
    public void write(byte[] piece) {
      requireOpen();
      if (disconnected()) {
        throw new ClientGone("the client hung up", null);
      }
      if (!bodiless && piece.length > 0) {
        sending(() -> outgoing.write(piece));
      }
    }

    @Override
    public void end() {
      if (answer() == Answer.COMPLETE) {
        return;
      }
      requireOpen();
      sending(() -> outgoing.end(NOTHING));
      finish(Answer.COMPLETE);
    }

    @Override
    public void abort() {
      if (answer() == Answer.BEGUN) {
        finish(Answer.ABORTED);
        outgoing.abort();
      }
    }

    private void requireOpen() {
      if (answer() != Answer.BEGUN) {
        throw new IllegalStateException("the answer to " + request + " has ended");
      }
    }
  }
}
