package io.github.slmsagemaker.local.frontdoor;

import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.core.messages.reply.ErrorForm;
import io.github.slmsagemaker.core.openai.reply.ErrorReply;
import io.github.slmsagemaker.http.HttpHandler;
import io.github.slmsagemaker.http.HttpReply;
import io.github.slmsagemaker.http.HttpRequest;
import io.github.slmsagemaker.local.page.Page;
import io.github.slmsagemaker.local.page.PageFile;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Decides on each request, and passes on what may pass. Logs nothing: it sees keys and prompts. */
final class Gatekeeper implements HttpHandler {
  private static final String OPEN_PATH = "/health";

  private final DoorSettings settings;
  private final Authorization authorization;
  private final HttpHandler invoker;
  private final InstantSource clock;
  private final CompletableFuture<HostCheck> hostCheck = new CompletableFuture<>();

  Gatekeeper(DoorSettings settings, HttpHandler invoker, InstantSource clock) {
    this.settings = settings;
    this.authorization = Authorization.by(settings, () -> new UsagePlan(settings.plan(), clock));
    this.invoker = invoker;
    this.clock = clock;
  }

  /** The port is known only once the server runs; requests that are faster wait for it. */
  void listensOn(int port) {
    hostCheck.complete(new HostCheck(port, settings.reach().hosts()));
  }

  @Override
  public void handle(HttpRequest request, HttpReply reply) throws Exception {
    String requestId = RequestIds.next();
    HttpReply identified = reply.amended(headers -> RequestIds.identified(headers, requestId));
    RestEvent event = new RestEvent(settings.stage(), request, requestId, clock.instant());
    try {
      hostCheck.join().check(request.headers());
      Optional<PageFile> file = Page.asked(request);
      if (file.isPresent()) {
        file.get().to(identified);
        return;
      }
      admit(request, event);
      invoker.handle(event.forIntegration(), identified);
    } catch (Failure failure) {
      ErrorReply error = ErrorReply.of(failure);
      byte[] body = ErrorForm.of(request.path()).body(error, requestId);
      identified.send(error.status(), DoorErrors.headers(error), body);
    }
  }

  /** Returns where the request came with a key or token, or needs none. */
  private void admit(HttpRequest request, RestEvent event) {
    if (request.path().equals(OPEN_PATH) || isForPages(request)) {
      return;
    }
    UsagePlan plan = authorization.admit(event);
    PathCheck.check(request.path());
    plan.take();
  }

  /** Browsers ask without a key whether a page may; API Gateway has no authorizer there either. */
  private boolean isForPages(HttpRequest request) {
    return request.method().equals("OPTIONS") && !settings.reach().origins().allowed().isEmpty();
  }
}
