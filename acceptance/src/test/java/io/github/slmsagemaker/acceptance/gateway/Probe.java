package io.github.slmsagemaker.acceptance.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.slmsagemaker.testkit.container.FakeContainer;
import io.github.slmsagemaker.testkit.container.FakeContainer.Behaviour;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What whoever deployed it would try first, each by a sentence that should be true. */
final class Probe {
  private static final String WRONG = "wrong0123456789012345678901234567890123";
  private static final int PATIENCE_SECONDS = 5;

  private final Client client;
  private final FakeContainer engine;
  private final String key;

  private Probe(Client client, FakeContainer engine, String key) {
    this.client = client;
    this.engine = engine;
    this.key = key;
  }

  /** The sentences that are not true of an API before this engine. */
  static Set<String> untrue(Deployed api, FakeContainer engine) {
    Set<String> untrue = new TreeSet<>();
    try (Client client = new Client(api)) {
      new Probe(client, engine, api.key())
          .sentences()
          .forEach(
              (sentence, check) -> {
                if (!holds(check)) {
                  untrue.add(sentence);
                }
              });
    }
    return untrue;
  }

  private Map<String, Callable<Boolean>> sentences() {
    Map<String, Callable<Boolean>> all = new LinkedHashMap<>();
    all.put("health is open", () -> client.get("/health").statusCode() == 200);
    all.put("a bearer's key opens", () -> models("Authorization", "Bearer " + key) == 200);
    all.put("x-api-key opens", () -> models("x-api-key", key) == 200);
    all.put("no key is 401", () -> refused(client.get("/v1/models")));
    all.put("a wrong key is 401", () -> refused(client.get("/v1/models", "x-api-key", WRONG)));
    all.put("a chat is answered", this::answers);
    all.put("a token comes before the next is made", this::streams);
    return all;
  }

  private int models(String... headers) throws Exception {
    return client.get("/v1/models", headers).statusCode();
  }

  private static boolean refused(HttpResponse<String> reply) {
    return reply.statusCode() == 401 && Client.code(reply).equals("invalid_api_key");
  }

  private boolean answers() throws Exception {
    HttpResponse<String> reply = client.chat("/v1/chat/completions");
    return reply.statusCode() == 200 && reply.body().contains("Hello!");
  }

  /** The engine makes no second token before the first has been seen, or was waited for in vain. */
  private boolean streams() throws Exception {
    CountDownLatch rest = new CountDownLatch(1);
    engine.then(new Behaviour.Hold(2, rest));
    CompletableFuture<HttpResponse<InputStream>> begun = new CompletableFuture<>();
    CompletableFuture<String> seen = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                HttpResponse<InputStream> reply = client.stream();
                begun.complete(reply);
                seen.complete(until(reply.body(), "Hel"));
              } catch (Exception e) {
                seen.completeExceptionally(e);
              }
            });
    try {
      return !seen.get(PATIENCE_SECONDS, TimeUnit.SECONDS).contains("lo\"");
    } catch (TimeoutException silent) {
      return false;
    } finally {
      rest.countDown();
      if (begun.isDone()) {
        begun.join().body().readAllBytes();
      }
    }
  }

  private static String until(InputStream body, String text) throws IOException {
    StringBuilder said = new StringBuilder();
    byte[] part = new byte[4096];
    while (said.indexOf(text) < 0) {
      int read = body.read(part);
      if (read < 0) {
        throw new IOException("it ended with " + said);
      }
      said.append(new String(part, 0, read, UTF_8));
    }
    return said.toString();
  }

  private static boolean holds(Callable<Boolean> check) {
    try {
      return check.call();
    } catch (Exception e) {
      return false;
    }
  }
}
