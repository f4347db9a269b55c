package io.github.slmsagemaker.local.frontdoor;

import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.core.route.Route;
import io.github.slmsagemaker.http.HttpHandler;
import io.github.slmsagemaker.http.HttpReply;
import io.github.slmsagemaker.http.HttpRequest;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * Lets no more requests for tokens in than the engine runs and keeps waiting. One more is refused
 * before anything of it is read, because a burst that is refused at its end has been parsed and
 * rendered for nothing, and keeps those waiting that have a place. A place is held until the answer
 * was handed over.
 */
public final class Places implements HttpHandler {
  private static final Set<Route> ASKING =
      EnumSet.of(Route.CHAT_COMPLETIONS, Route.COMPLETIONS, Route.RESPONSES, Route.MESSAGES);

  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final int count;
  private final Semaphore free;
  private final HttpHandler next;

  /**
   * @param count requests that the engine takes at once
   * @param next asked for what has a place, or needs none
   */
  public Places(int count, HttpHandler next) {
    this.count = count;
    this.free = new Semaphore(count);
    this.next = next;
  }

  /**
   * @throws Failure.EngineBusy where every place is taken
   */
  @Override
  public void handle(HttpRequest request, HttpReply reply) throws Exception {
    if (!asksForTokens(request)) {
      next.handle(request, reply);
      return;
    }
    if (!free.tryAcquire()) {
      throw new Failure.EngineBusy(
          RETRY_AFTER,
          "the engine has its %d requests, running and waiting; try again shortly"
              .formatted(count));
    }
    try {
      next.handle(request, reply);
    } finally {
      free.release();
    }
  }

  private static boolean asksForTokens(HttpRequest request) {
    return request.method().equals("POST")
        && Route.of(request.path()).filter(found -> ASKING.contains(found.route())).isPresent();
  }
}
