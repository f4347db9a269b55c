package io.github.slmsagemaker.invoker.api;

import io.github.slmsagemaker.core.route.Route;
import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.HttpHandler;
import io.github.slmsagemaker.http.HttpReply;
import io.github.slmsagemaker.http.HttpRequest;
import java.util.List;
import java.util.Optional;

/**
 * Lets pages of named origins use the API from a browser (the CORS protocol of
 * fetch.spec.whatwg.org): answers their preflights, which come without a key, and says in every
 * reply, errors included, that they may read it. Other origins see what they would without it. Keys
 * are sent by the page's own code, never by the browser, so credentials are not allowed.
 *
 * @param allowed origins as browsers write them, or {@code *} alone for all; empty for none
 * @param next answers everything but preflights
 */
public record CrossOrigin(List<String> allowed, HttpHandler next) implements HttpHandler {
  private static final String EVERY = "*";
  private static final String ORIGIN = "origin";
  private static final String ASKED_METHOD = "access-control-request-method";
  private static final String ASKED_HEADERS = "access-control-request-headers";

  /** Browsers show a page no other headers than these and a few harmless ones. */
  private static final String READABLE =
      "x-request-id, retry-after, x-should-retry, x-slm-ignored,"
          + " x-ratelimit-limit-requests, x-ratelimit-limit-tokens,"
          + " x-ratelimit-remaining-requests, x-ratelimit-remaining-tokens,"
          + " x-ratelimit-reset-requests, x-ratelimit-reset-tokens";

  /** How long a browser may remember, in seconds: Chromium takes no more. */
  private static final String REMEMBERED = "7200";

  public CrossOrigin {
    allowed = List.copyOf(allowed);
  }

  @Override
  public void handle(HttpRequest request, HttpReply reply) throws Exception {
    if (allowed.isEmpty()) {
      next.handle(request, reply);
      return;
    }
    Optional<String> origin = allowedOrigin(request);
    if (origin.isPresent() && isPreflight(request)) {
      reply.send(204, preflight(request, origin.get()), new byte[0]);
    } else {
      next.handle(request, reply.amended(headers -> readable(headers, origin)));
    }
  }

  private Optional<String> allowedOrigin(HttpRequest request) {
    List<String> asking = request.headers().all(ORIGIN);
    return asking.size() == 1
        ? Optional.of(asking.getFirst())
            .filter(origin -> allowed.contains(origin) || allowed.contains(EVERY))
        : Optional.empty();
  }

  private static boolean isPreflight(HttpRequest request) {
    return request.method().equals("OPTIONS") && request.headers().has(ASKED_METHOD);
  }

  private static Headers preflight(HttpRequest request, String origin) {
    String methods =
        Route.of(request.path()).map(found -> found.route().allow()).orElse("GET, HEAD, POST");
    Headers headers =
        Headers.of("Access-Control-Allow-Origin", origin)
            .with("Access-Control-Allow-Methods", methods)
            .with("Access-Control-Max-Age", REMEMBERED)
            .with("Vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers")
            .with(Exchange.REQUEST_ID, GatewayContext.of(request).requestId());
    // SDKs send headers of their own; a page may send what it likes, since nothing is ambient.
    return request
        .headers()
        .first(ASKED_HEADERS)
        .map(asked -> headers.with("Access-Control-Allow-Headers", asked))
        .orElse(headers);
  }

  /** Says who may read the reply; caches must not give it to others. */
  private static Headers readable(Headers headers, Optional<String> origin) {
    Headers varied = headers.withOnly("Vary", "Origin");
    return origin
        .map(
            allowed ->
                varied
                    .withOnly("Access-Control-Allow-Origin", allowed)
                    .withOnly("Access-Control-Expose-Headers", READABLE))
        .orElse(varied);
  }
}
