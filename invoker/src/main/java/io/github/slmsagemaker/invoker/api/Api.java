package io.github.slmsagemaker.invoker.api;

import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.core.openai.ErrorReply;
import io.github.slmsagemaker.invoker.http.ClientGone;
import io.github.slmsagemaker.invoker.http.Headers;
import io.github.slmsagemaker.invoker.http.HttpHandler;
import io.github.slmsagemaker.invoker.http.HttpReply;
import io.github.slmsagemaker.invoker.http.HttpRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Every route of the API, every error as OpenAI's object, every reply with its request id. */
public final class Api implements HttpHandler {
  private static final Logger LOG = System.getLogger(Api.class.getName());

  private final ChatRoute chat;
  private final CompletionRoute completions;
  private final ModelsRoute models;

  public Api(ChatRoute chat, CompletionRoute completions, ModelsRoute models) {
    this.chat = chat;
    this.completions = completions;
    this.models = models;
  }

  @Override
  public void handle(HttpRequest received, HttpReply reply) {
    GatewayContext context = GatewayContext.of(received);
    Exchange exchange = new Exchange(context, reply);
    try {
      route(received, exchange);
    } catch (ClientGone | Failure.Cancelled _) {
      LOG.log(Level.DEBUG, () -> "client gone, request " + context.requestId());
    } catch (Failure failure) {
      exchange.fail(failure);
    } catch (RuntimeException defect) {
      LOG.log(Level.ERROR, "request " + context.requestId() + " failed", defect);
      exchange.fail(new Failure.Internal());
    }
  }

  private void route(HttpRequest request, Exchange exchange) {
    String path = Paths.normalized(request.path());
    switch (path) {
      case "/health" -> {
        requireMethod(request, "GET", path);
        exchange.json("{\"status\":\"ok\"}".getBytes(StandardCharsets.UTF_8));
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
      throw new Failure.RouteNotFound(
          "no such path; use /v1/chat/completions, /v1/completions, /v1/models or /health");
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
