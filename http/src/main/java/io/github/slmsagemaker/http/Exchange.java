package io.github.slmsagemaker.http;

import io.github.slmsagemaker.http.Sink.Framing;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** One request on its way through a handler, and the answer to it. */
public final class Exchange implements HttpReply {
  private static final System.Logger LOG = System.getLogger(Exchange.class.getName());
  private static final byte[] NOTHING = {};

  private enum Answer {
    NONE,
    BEGUN,
    COMPLETE,
    ABORTED
  }

  private final Sink sink;
  private final HttpRequest request;
  private final boolean http11;
  private final ProtocolErrors errors;
  private final BooleanSupplier lastOne;
  private final Signal leaving = new Signal("disconnect");
  private final Signal stopping = new Signal("stop");
  private final Object lock = new Object();
  private Answer answer = Answer.NONE;
  private boolean gone;
  private boolean close;

  /**
   * An exchange that nobody serves yet.
   *
   * @param errors words what is said where the handler says nothing
   * @param lastOne whether the connection is to be closed after the answer
   */
  public Exchange(
      Sink sink,
      HttpRequest request,
      boolean http11,
      ProtocolErrors errors,
      BooleanSupplier lastOne) {
    this.sink = sink;
    this.request = request;
    this.http11 = http11;
    this.errors = errors;
    this.lastOne = lastOne;
  }

  /** Runs the handler to the end; tells whether the connection may carry another request. */
  public boolean serve(HttpHandler handler) {
    try {
      handler.handle(request, this);
      if (answer() != Answer.COMPLETE && answer() != Answer.ABORTED) {
        failed(new IllegalStateException("the handler returned without completing the answer"));
      }
    } catch (ClientGone nobodyToTell) {
      sink.abort();
    } catch (Throwable failure) {
      failed(failure);
    }
    return answer() == Answer.COMPLETE && !close;
  }

  /** The client sends nothing more, and may have hung up. Does not block. */
  public void clientLeaves() {
    leaving.give();
  }

  /** The connection ended. Does not block. */
  public void clientGone() {
    synchronized (lock) {
      gone = true;
    }
    leaving.give();
  }

  /** Asks for an end: the server is about to close. Does not block. */
  public void stop() {
    stopping.give();
  }

  /** Ends it, with an error where nothing was sent yet. Does not block. */
  public void giveUp() {
    boolean silent;
    synchronized (lock) {
      if (gone || answer == Answer.COMPLETE || answer == Answer.ABORTED) {
        return;
      }
      gone = true;
      silent = answer == Answer.NONE;
    }
    if (silent) {
      ProtocolError error = ProtocolError.SHUTTING_DOWN;
      ProtocolErrors.Rendered words = errors.render(error, "the server is shutting down");
      sink.lastAnswer(error.status(), words.headers(), words.body());
    } else {
      sink.abort();
    }
    leaving.give();
  }

  @Override
  public void send(int status, Headers headers, byte[] body) {
    begin(status, headers);
    boolean bodiless = bodiless(status);
    sink.begin(status, headers, status == 204 ? Framing.NONE : Framing.LENGTH, body.length, close);
    sending(() -> sink.end(bodiless ? NOTHING : body));
    finish(Answer.COMPLETE);
  }

  @Override
  public HttpStream stream(int status, Headers headers) {
    begin(status, headers);
    boolean bodiless = bodiless(status);
    close |= !http11;
    sink.begin(status, headers, bodiless || !http11 ? Framing.NONE : Framing.CHUNKED, 0, close);
    sending(() -> sink.write(NOTHING));
    return new Body(bodiless);
  }

  @Override
  public void onDisconnect(Runnable listener) {
    leaving.listen(listener);
  }

  @Override
  public boolean disconnected() {
    return leaving.given();
  }

  @Override
  public void onStop(Runnable listener) {
    stopping.listen(listener);
  }

  private void begin(int status, Headers headers) {
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("status: " + status + " is not between 200 and 599");
    }
    synchronized (lock) {
      if (gone) {
        throw new ClientGone("the client hung up", null);
      }
      if (answer != Answer.NONE) {
        throw new IllegalStateException("an answer to " + request + " was begun before");
      }
      answer = Answer.BEGUN;
    }
    close =
        !http11 || lastOne.getAsBoolean() || asksToClose(request.headers()) || asksToClose(headers);
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
      finish(Answer.ABORTED);
      sink.abort();
      return;
    }
    LOG.log(
        System.Logger.Level.ERROR,
        () -> "failed to answer a request: " + WordlessTrace.of(failure));
    try {
      if (answer() == Answer.NONE) {
        ProtocolError error = ProtocolError.HANDLER_FAILED;
        ProtocolErrors.Rendered words = errors.render(error, "the server failed to answer");
        send(error.status(), words.headers(), words.body());
        return;
      }
    } catch (ClientGone nobodyToTell) {
      // The connection is closed below, as it is where the answer was begun.
    }
    finish(Answer.ABORTED);
    sink.abort();
  }

  private Answer answer() {
    synchronized (lock) {
      return answer;
    }
  }

  private boolean gone() {
    synchronized (lock) {
      return gone;
    }
  }

  private void finish(Answer how) {
    synchronized (lock) {
      answer = how;
    }
    leaving.end();
    stopping.end();
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
      if (!bodiless && piece.length > 0) {
        sending(() -> sink.write(piece));
      }
    }

    @Override
    public void end() {
      if (answer() == Answer.COMPLETE) {
        return;
      }
      requireOpen();
      sending(() -> sink.end(NOTHING));
      finish(Answer.COMPLETE);
    }

    @Override
    public void abort() {
      if (answer() == Answer.BEGUN) {
        finish(Answer.ABORTED);
        sink.abort();
      }
    }

    private void requireOpen() {
      if (answer() != Answer.BEGUN) {
        throw new IllegalStateException("the answer to " + request + " has ended");
      }
      if (gone()) {
        throw new ClientGone("the client hung up", null);
      }
    }
  }
}
