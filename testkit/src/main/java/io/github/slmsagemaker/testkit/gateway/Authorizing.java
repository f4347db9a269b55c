package io.github.slmsagemaker.testkit.gateway;

import io.github.slmsagemaker.testkit.lambda.Invocation;
import io.github.slmsagemaker.testkit.lambda.Throttled;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks authorizers, and keeps what they said for as long as their settings say.
 *
 * <p>Source: "Use API Gateway Lambda authorizers": without an identity source that is named nobody
 * is asked and the answer is 401. That an error with the message {@code Unauthorized} is 401 is
 * from "Output from an API Gateway Lambda authorizer".
 */
final class Authorizing {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Functions functions;
  private final InstantSource clock;
  private final Map<List<Object>, Kept> kept = new ConcurrentHashMap<>();

  Authorizing(Functions functions, InstantSource clock) {
    this.functions = functions;
    this.clock = clock;
  }

  /**
   * What the authorizer says about a request.
   *
   * @throws Rejected if it could not be asked
   */
  Decision decide(
      AuthorizerSettings authorizer, Asked asked, ProxyEvent event, Map<String, String> variables)
      throws Rejected, InterruptedException {
    List<Object> identity = new ArrayList<>(List.of(authorizer.id()));
    for (String header : authorizer.headers()) {
      Optional<String> value = asked.header(header);
      identity.add(value.orElseThrow(() -> new Rejected(ResponseType.UNAUTHORIZED)));
    }
    Kept before = kept.get(identity);
    if (before != null && clock.instant().isBefore(before.until())) {
      return before.decision();
    }
    Decision decision = ask(authorizer, event.forAuthorizer(variables));
    if (!authorizer.kept().isZero()) {
      kept.put(identity, new Kept(decision, clock.instant().plus(authorizer.kept())));
    }
    return decision;
  }

  private Decision ask(AuthorizerSettings authorizer, byte[] event)
      throws Rejected, InterruptedException {
    try {
      return Decision.read(functions.invoke(authorizer.function(), event, PATIENCE));
    } catch (Throttled throttled) {
      throw new Rejected(ResponseType.AUTHORIZER_CONFIGURATION_ERROR);
    } catch (Invocation.FunctionFailed failed) {
      boolean says = String.valueOf(failed.getMessage()).contains("\"Unauthorized\"");
      throw new Rejected(says ? ResponseType.UNAUTHORIZED : ResponseType.AUTHORIZER_FAILURE);
    }
  }

  private record Kept(Decision decision, Instant until) {}
}
