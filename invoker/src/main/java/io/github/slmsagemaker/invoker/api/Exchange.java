package io.github.slmsagemaker.invoker.api;

import io.github.slmsagemaker.core.engine.Cancellation;
import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.core.json.IgnoredFields;
import io.github.slmsagemaker.core.messages.reply.ErrorForm;
import io.github.slmsagemaker.core.openai.reply.ErrorReply;
import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.HttpReply;
import io.github.slmsagemaker.invoker.calls.Spending;
import io.github.slmsagemaker.invoker.telemetry.Outcome;
import io.github.slmsagemaker.invoker.telemetry.RequestTally;
import java.time.Duration;
import java.util.function.Consumer;

/** One request's way back: a document, an event stream, or an error in the form that fits. */
final class Exchange {
  static final String REQUEST_ID = "x-request-id";

  private final GatewayContext context;
  private final HttpReply reply;
  private final Cancellation cancellation = new Cancellation();
  private final EventStream events;
  private final RequestTally tally;
  private final IgnoredFields ignored = new IgnoredFields();
  private volatile boolean stopped;
  private volatile Spending spending = Spending.FREE;
  private final ErrorForm errors;
  private Consumer<ErrorReply> lastWords;
  private String promptField = "messages";

  /**
   * @param errors how its client reads errors
   */
  Exchange(
      GatewayContext context,
      HttpReply reply,
      RequestTally tally,
      Duration heartbeat,
      ErrorForm errors) {
    this.context = context;
    this.tally = tally;
    this.reply = reply;
    this.events =
        new EventStream(() -> reply.stream(200, answered(EventStream.HEADERS)), heartbeat);
    this.errors = errors;
    this.lastWords = error -> events.event(error.body());
    reply.onDisconnect(cancellation::cancel);
    reply.onStop(this::stop);
  }

  private void stop() {
    stopped = true;
    cancellation.cancel();
  }

  /** Ends what was cancelled, by the server's end or by the client's. */
  Outcome cancelled() {
    return fail(stopped ? new Failure.ShuttingDown() : new Failure.Cancelled());
  }

  GatewayContext context() {
    return context;
  }

  /** Set once the client is gone. */
  Cancellation cancellation() {
    return cancellation;
  }

  /** What the request costs, counted for the log. */
  RequestTally tally() {
    return tally;
  }

  /** Fields of the request that the reply names as ignored. */
  IgnoredFields ignored() {
    return ignored;
  }

  /** What tells how much is left to the caller, from now on. */
  void spends(Spending now) {
    spending = now;
  }

  EventStream events() {
    return events;
  }

  /** Sets which field of the request holds its prompt. */
  void promptIsIn(String field) {
    promptField = field;
  }

  /** Sets what the events of a stream say that will not be whole. */
  void endsBadlyWith(Consumer<ErrorReply> words) {
    lastWords = words;
  }

  /** An error as a body or an event's data. */
  byte[] inForm(ErrorReply error) {
    return errors.body(error, context.requestId());
  }

  void json(byte[] body) {
    reply.send(200, answered(Headers.of("Content-Type", "application/json")), body);
  }

  /**
   * A status and a body; once a stream has begun, its last event.
   *
   * @return what that makes of the request
   */
  Outcome fail(Failure failure) {
    ErrorReply error = ErrorReply.of(failure).ofPromptIn(promptField);
    String code = error.code().orElse(error.type());
    boolean begun = events.failed(() -> lastWords.accept(error));
    if (!begun) {
      reply.send(error.status(), identified(ApiErrors.headers(error)), inForm(error));
    }
    if (reply.disconnected()) {
      return new Outcome.ClientGone();
    }
    return begun ? new Outcome.Broken(code) : new Outcome.Refused(error.status(), code);
  }

  private Headers answered(Headers headers) {
    Headers identified = identified(headers);
    return ignored
        .header()
        .map(names -> identified.with(IgnoredFields.HEADER, names))
        .orElse(identified);
  }

  private Headers identified(Headers headers) {
    Headers told = headers.withOnly(REQUEST_ID, context.requestId());
    return spending.allowance().map(left -> RateLimitHeaders.onto(told, left)).orElse(told);
  }
}
