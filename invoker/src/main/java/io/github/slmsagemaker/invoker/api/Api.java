package io.github.slmsagemaker.invoker.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.core.messages.reply.ErrorForm;
import io.github.slmsagemaker.core.openai.reply.Headings;
import io.github.slmsagemaker.core.route.NotServed;
import io.github.slmsagemaker.core.route.Route;
import io.github.slmsagemaker.invoker.answer.Answering;
import io.github.slmsagemaker.core.route.Route.Match;
import io.github.slmsagemaker.http.ClientGone;
import io.github.slmsagemaker.http.HttpHandler;
import io.github.slmsagemaker.http.HttpReply;
import io.github.slmsagemaker.http.HttpRequest;
import io.github.slmsagemaker.http.WordlessTrace;
import io.github.slmsagemaker.invoker.telemetry.Outcome;
import io.github.slmsagemaker.invoker.telemetry.RequestLog;
import io.github.slmsagemaker.invoker.telemetry.RequestTally;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Every route of the API, every error as OpenAI's object, every reply with its request id. */
public final class Api implements HttpHandler {
  private static final Logger LOG = System.getLogger(Api.class.getName());
  private static final byte[] UP = "{\"status\":\"ok\"}".getBytes(UTF_8);

  private final Handlers handlers;
  private final RequestLog log;
  private final InstantSource clock;
  private final Duration heartbeat;

  /**
   * All routes.
   *
   * @param handlers answer them
   * @param log told of every request once, but of those for {@code /health}
   * @param clock times requests
   * @param heartbeat how often a silent stream says that all is well
   */
  public Api(Handlers handlers, RequestLog log, InstantSource clock, Duration heartbeat) {
    this.handlers = handlers;
    this.log = log;
    this.clock = clock;
    this.heartbeat = heartbeat;
  }

  /**
   * What answers each route but the health check.
   *
   * @param chat answers conversations
   * @param completions continues texts
   * @param responses answers conversations in the words of OpenAI's newer API
   * @param messages answers conversations in Anthropic's words
   * @param models says what is served
   * @param usage says what a key has spent
   */
  public record Handlers(
      ChatRoute chat,
      CompletionRoute completions,
      ResponsesRoute responses,
      MessagesRoute messages,
      ModelsRoute models,
      UsageRoute usage) {

    /** All that answer with one model. */
    public static Handlers of(
        Answering answering, Calls calls, Headings headings, ModelsRoute models, UsageRoute usage) {
      return new Handlers(
          new ChatRoute(answering, calls, headings),
          new CompletionRoute(answering, calls, headings),
          new ResponsesRoute(answering, calls, headings),
          new MessagesRoute(answering, calls, headings),
          models,
          usage);
    }
  }

  @Override
  public void handle(HttpRequest received, HttpReply reply) {
    GatewayContext context = GatewayContext.of(received);
    RequestTally tally = new RequestTally(clock, log.wantsText());
    Optional<Match> match = Route.of(received.path());
    ErrorForm errors = ErrorForm.of(received.path());
    Exchange exchange = new Exchange(context, reply, tally, heartbeat, errors);
    Outcome outcome = outcome(received, match, exchange);
    Optional<Route> route = match.map(Match::route);
    if (!route.equals(Optional.of(Route.HEALTH))) {
      String told = route.map(Route::template).orElse("other");
      log.write(tally.report(context.requestId(), context.keyId(), told, outcome));
    }
  }

  private Outcome outcome(HttpRequest received, Optional<Match> match, Exchange exchange) {
    try {
      return answered(received, match, exchange);
    } catch (ClientGone _) {
      return new Outcome.ClientGone();
    }
  }

  private Outcome answered(HttpRequest received, Optional<Match> match, Exchange exchange) {
    try {
      answer(received, match.orElseThrow(() -> unknown(received)), exchange);
      return new Outcome.Answered();
    } catch (ClientGone gone) {
      throw gone;
    } catch (Failure.Cancelled _) {
      return exchange.cancelled();
    } catch (Failure failure) {
      return exchange.fail(failure);
    } catch (RuntimeException defect) {
      LOG.log(
          Level.ERROR,
          () ->
              "request %s failed: %s"
                  .formatted(exchange.context().requestId(), WordlessTrace.of(defect)));
      return exchange.fail(new Failure.Internal());
    }
  }

  private void answer(HttpRequest request, Match match, Exchange exchange) {
    Route route = match.route();
    if (!route.takes(request.method())) {
      throw new Failure.MethodNotAllowed(
          route.allow(),
          "%s takes %s, not %s".formatted(route.template(), route.method(), request.method()));
    }
    switch (route) {
      case CHAT_COMPLETIONS -> handlers.chat().answer(Bodies.json(request), exchange);
      case COMPLETIONS -> handlers.completions().answer(Bodies.json(request), exchange);
      case RESPONSES -> handlers.responses().answer(Bodies.json(request), exchange);
      case MESSAGES -> handlers.messages().answer(Bodies.json(request), exchange);
      case COUNT_TOKENS -> handlers.messages().count(Bodies.json(request), exchange);
      case MODELS -> exchange.json(handlers.models().list());
      case MODEL -> exchange.json(handlers.models().one(match.parameter()));
      case USAGE -> exchange.json(handlers.usage().of(exchange.context().caller()));
      case HEALTH, ROOT -> exchange.json(UP);
    }
  }

  private static Failure unknown(HttpRequest request) {
    return NotServed.advice(request.path())
        .<Failure>map(Failure.EndpointUnsupported::new)
        .orElseGet(Failure.RouteNotFound::new);
  }
}
