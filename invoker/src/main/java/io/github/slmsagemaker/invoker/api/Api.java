package io.github.slmsagemaker.invoker.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.core.openai.reply.ErrorReply;
import io.github.slmsagemaker.http.ClientGone;
import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.HttpHandler;
import io.github.slmsagemaker.http.HttpReply;
import io.github.slmsagemaker.http.HttpRequest;
import io.github.slmsagemaker.invoker.telemetry.Outcome;
import io.github.slmsagemaker.invoker.telemetry.RequestLog;
import io.github.slmsagemaker.invoker.telemetry.RequestTally;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Map;

/** Every route of the API, every error as OpenAI's object, every reply with its request id. */
public final class Api implements HttpHandler {
  private static final Logger LOG = System.getLogger(Api.class.getName());

  private final ChatRoute chat;
  private final CompletionRoute completions;
  private final ModelsRoute models;
  private final RequestLog log;
  private final InstantSource clock;

  /** Keeps no log of requests. */
  public Api(ChatRoute chat, CompletionRoute completions, ModelsRoute models) {
    this(chat, completions, models, RequestLog.NONE, InstantSource.system());
  }

  /**
   * All routes.
   *
   * @param log told of every request once, but of those for {@code /health}
   * @param clock times requests
   */
  public Api(
      ChatRoute chat,
      CompletionRoute completions,
      ModelsRoute models,
      RequestLog log,
      InstantSource clock) {
    this.chat = chat;
    this.completions = completions;
    this.models = models;
    this.log = log;
    this.clock = clock;
  }

  @Override
  public void handle(HttpRequest received, HttpReply reply) {
    GatewayContext context = GatewayContext.of(received);
    RequestTally tally = new RequestTally(clock, log.wantsText());
    Outcome outcome = outcome(received, new Exchange(context, reply, tally));
    String route = Paths.route(received.path());
    if (!route.equals(Paths.HEALTH)) {
      log.write(tally.report(context.requestId(), context.keyId(), route, outcome));
    }
  }

  private Outcome outcome(HttpRequest received, Exchange exchange) {
    try {
      return answered(received, exchange);
    } catch (ClientGone | Failure.Cancelled _) {
      return new Outcome.ClientGone();
    }
  }

  private Outcome answered(HttpRequest received, Exchange exchange) {
    try {
      route(received, exchange);
      return new Outcome.Answered();
    } catch (ClientGone | Failure.Cancelled gone) {
      throw gone;
    } catch (Failure failure) {
      return exchange.fail(failure);
    } catch (RuntimeException defect) {
      LOG.log(Level.ERROR, "request " + exchange.context().requestId() + " failed", defect);
      return exchange.fail(new Failure.Internal());
    }
  }

  private void route(HttpRequest request, Exchange exchange) {
    String path = Paths.normalized(request.path());
    switch (path) {
      case Paths.HEALTH -> {
        requireMethod(request, "GET", path);
        exchange.json("{\"status\":\"ok\"}".getBytes(UTF_8));
      }
      case "/v1/chat/completions" -> {
        requireMethod(request, "POST", path);
        chat.answer(Bodies.json(request), exchange);
      }
      case "/v1/completions" -> {
        requireMethod(request, "POST", path);
        completions.answer(Bodies.json(request), exchange);
      }
      case "/v1/models" -> {
        requireMethod(request, "GET", path);
        exchange.json(models.list());
      }
      default -> other(path, request, exchange);
    }
  }

  private void other(String path, HttpRequest request, Exchange exchange) {
    String id = Paths.modelId(path);
    if (id.isEmpty()) {
      throw new Failure.RouteNotFound();
    }
    requireMethod(request, "GET", path);
    exchange.json(models.one(id));
  }

  private static void requireMethod(HttpRequest request, String method, String path) {
    if (!request.method().equals(method)) {
      throw new Failure.MethodNotAllowed(
          method, "%s takes %s, not %s".formatted(path, method, request.method()));
    }
  }

  /** Headers of an error reply, its content type included. */
  static Headers headers(ErrorReply error) {
    Headers headers = Headers.of("Content-Type", "application/json");
    for (Map.Entry<String, String> header : error.headers().entrySet()) {
      headers = headers.with(header.getKey(), header.getValue());
    }
    return headers;
  }
}
