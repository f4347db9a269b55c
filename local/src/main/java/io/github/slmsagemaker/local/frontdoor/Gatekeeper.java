package io.github.slmsagemaker.local.frontdoor;

import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.core.openai.reply.ErrorReply;
import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.HttpForwarder;
import io.github.slmsagemaker.http.HttpHandler;
import io.github.slmsagemaker.http.HttpReply;
import io.github.slmsagemaker.http.HttpRequest;
import io.github.slmsagemaker.local.frontdoor.RequestIds.IdentifiedReply;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

/** Decides on each request, and passes on what may pass. Logs nothing: it sees keys and prompts. */
final class Gatekeeper implements HttpHandler {
  private static final String OPEN_PATH = "/health";
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final KeyCheck keyCheck;
  private final UsagePlan plan;
  private final RequestContext context;
  private final HttpForwarder invoker;
  private final InstantSource clock;
  private final CompletableFuture<HostCheck> hostCheck = new CompletableFuture<>();

  Gatekeeper(DoorSettings settings, InstantSource clock) {
    this.keyCheck = new KeyCheck(settings.key());
    this.plan = new UsagePlan(settings.plan(), clock);
    this.context = new RequestContext(settings.stage(), settings.key(), settings.keyId());
    this.invoker = new HttpForwarder(settings.invoker(), CONNECT, settings.limits().silence());
    this.clock = clock;
  }

  /** The port is known only once the server runs; requests that are faster wait for it. */
  void listensOn(int port) {
    hostCheck.complete(new HostCheck(port));
  }

  @Override
  public void handle(HttpRequest request, HttpReply reply) {
    String requestId = RequestIds.next();
    HttpReply identified = new IdentifiedReply(reply, requestId);
    try {
      boolean authorized = admit(request);
      Headers headers = context.replace(request, requestId, authorized, clock.instant());
      pass(request, headers, identified);
    } catch (Failure failure) {
      ErrorReply error = ErrorReply.of(failure);
      identified.send(error.status(), DoorErrors.headers(error), error.body());
    }
  }

  /** Whether the request came with the key; without one only the health check passes. */
  private boolean admit(HttpRequest request) {
    hostCheck.join().check(request.headers());
    if (request.path().equals(OPEN_PATH)) {
      return false;
    }
    keyCheck.check(request.headers());
    PathCheck.check(request.path());
    plan.take();
    return true;
  }

  private void pass(HttpRequest request, Headers headers, HttpReply reply) {
    try {
      invoker.forward(request, headers, reply);
    } catch (SocketTimeoutException silent) {
      throw new Failure.DeadlineExceeded("the invoker did not answer in time");
    } catch (IOException unreachable) {
      throw new Failure.DependencyFailed("the invoker cannot be reached; start slm local again");
    }
  }
}
