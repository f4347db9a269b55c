package io.github.slmsagemaker.testkit.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.slmsagemaker.testkit.lambda.Invocation;
import io.github.slmsagemaker.testkit.lambda.ProxyReply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import io.github.slmsagemaker.testkit.lambda.Throttled;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A REST API on a free port of 127.0.0.1, which answers as its template says.
 *
 * <p>In this order, of which AWS tells only parts: a method is found, the stage's bound is kept,
 * the authorizer is asked, the key is looked for, its plan's bounds are kept, the function is
 * called.
 */
public final class Gateway implements AutoCloseable {
  private final RestApi api;
  private final Functions functions;
  private final InstantSource clock;
  private final Authorizing authorizing;
  private final Map<String, String> stageVariables;
  private final Tally tally = new Tally();
  private final List<String> accessLog = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  private Gateway(RestApi api, Functions functions, InstantSource clock, HttpServer server) {
    this.api = api;
    this.functions = functions;
    this.clock = clock;
    this.authorizing = new Authorizing(functions, clock);
    this.stageVariables = new ConcurrentHashMap<>(api.stage().variables());
    this.server = server;
  }

  /** Listens when this returns. */
  public static Gateway start(RestApi api, Functions functions, InstantSource clock) {
    // Or each part of a stream waits for the last one's acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try {
      InetSocketAddress any = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
      Gateway gateway = new Gateway(api, functions, clock, HttpServer.create(any, 0));
      gateway.server.createContext("/", gateway::serve);
      gateway.server.setExecutor(gateway.threads);
      gateway.server.start();
      return gateway;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it is, with the stage and no slash at the end. */
  public URI address() {
    return URI.create(
        "http://127.0.0.1:%d/%s".formatted(server.getAddress().getPort(), api.stage().name()));
  }

  /** Sets a variable of the stage, which holds at once. */
  public void stageVariable(String name, String value) {
    stageVariables.put(name, value);
  }

  /** How many requests of which end. */
  public String tally() {
    return "%d requests: %s".formatted(tally.total(), tally);
  }

  /** A line for each request, as the stage's format says. */
  public List<String> accessLog() {
    return List.copyOf(accessLog);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getRawPath();
      String stage = "/" + api.stage().name();
      boolean here = path.equals(stage) || path.startsWith(stage + "/");
      String within = here ? path.substring(stage.length()) : path;
      Asked asked = Asked.read(exchange, within.isEmpty() ? "/" : within, clock.instant());
      Exchange one = new Exchange(exchange, new Variables(api, asked, stageVariables));
      try {
        if (!here) {
          throw new Rejected(ResponseType.MISSING_AUTHENTICATION_TOKEN);
        }
        one.send(answered(asked, one.variables()));
      } catch (Rejected rejected) {
        one.send(api.responses(), rejected.type());
      } catch (InterruptedException closing) {
        Thread.currentThread().interrupt();
      } finally {
        tally.add(one.status(), one.why());
        api.stage()
            .accessLog()
            .ifPresent(format -> accessLog.add(format.with(one.variables().all())));
      }
    }
  }

  private ProxyReply answered(Asked asked, Variables variables)
      throws Rejected, InterruptedException {
    if (asked.tooLarge()) {
      throw new Rejected(ResponseType.REQUEST_TOO_LARGE);
    }
    Routes.Match match = api.routes().match(asked.verb(), asked.path());
    variables.matched(match);
    if (api.stage().throttle().isPresent() && !api.stage().throttle().get().take()) {
      throw new Rejected(ResponseType.THROTTLED);
    }
    ProxyEvent event = new ProxyEvent(api, asked, match);
    Optional<Decision> decision = authorized(match.method(), asked, event, variables);
    if (match.method().keyRequired()) {
      identified(decision, asked, event, variables);
    }
    return integrated(match.method().integration(), event.forIntegration(stageVariables));
  }

  private Optional<Decision> authorized(
      Method method, Asked asked, ProxyEvent event, Variables variables)
      throws Rejected, InterruptedException {
    if (method.authorizer().isEmpty()) {
      return Optional.empty();
    }
    AuthorizerSettings authorizer = api.authorizer(method.authorizer().get());
    Decision decision = authorizing.decide(authorizer, asked, event, stageVariables);
    variables.authorized(decision);
    if (!decision.allows(event.arn())) {
      throw new Rejected(ResponseType.ACCESS_DENIED);
    }
    event.authorizer(decision);
    return Optional.of(decision);
  }

  private void identified(
      Optional<Decision> decision, Asked asked, ProxyEvent event, Variables variables)
      throws Rejected {
    String key =
        (api.keysFromAuthorizer() ? decision.flatMap(Decision::key) : asked.header("x-api-key"))
            .orElseThrow(() -> new Rejected(ResponseType.INVALID_API_KEY));
    UsagePlans.Holder holder = api.plans().holder(key);
    event.key(key, holder.keyId());
    variables.identified(holder.keyId());
    holder.take();
  }

  /** That a throttled function is an integration's failure and a broken one is not is observed. */
  private ProxyReply integrated(Integration integration, byte[] event)
      throws Rejected, InterruptedException {
    try {
      Invocation.Answer answer =
          functions.invoke(integration.function(), event, integration.timeout());
      return integration.streamed()
          ? ProxyReply.streamed(answer.body())
          : ProxyReply.whole(answer.body());
    } catch (Throttled throttled) {
      throw new Rejected(ResponseType.INTEGRATION_FAILURE);
    } catch (Invocation.Silent silent) {
      throw new Rejected(ResponseType.INTEGRATION_TIMEOUT);
    } catch (Invocation.FunctionFailed | IOException malformed) {
      throw new Rejected(ResponseType.DEFAULT_5XX);
    }
  }
}
