package io.github.slmsagemaker.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.authorizer.jwt.TokenSettings;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.ledger.Budgets;
import io.github.slmsagemaker.ledger.KeyBudget;
import io.github.slmsagemaker.local.frontdoor.Admission;
import io.github.slmsagemaker.local.frontdoor.Reach;
import io.github.slmsagemaker.local.models.ProgressLines;
import io.github.slmsagemaker.testkit.http.DeafProxy;
import io.github.slmsagemaker.testkit.oidc.OidcIssuer;
import io.github.slmsagemaker.testkit.oidc.SigningKey;
import io.github.slmsagemaker.testkit.oidc.TestToken;
import io.github.slmsagemaker.testkit.oidc.Trouble;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tokens of an issuer on the laptop, with a real engine. */
final class LocalTokenTest {
  private static final String CHAT =
      """
      {"model": "slm-demo", "max_tokens": 20, "messages": [{"role": "user", "content": "Hello!"}]}""";

  private final HttpClient client = HttpClient.newHttpClient();
  private final OidcIssuer issuer = OidcIssuer.start();

  @TempDir private Path folder;

  @AfterEach
  void close() {
    issuer.close();
    client.close();
  }

  @Test
  void every_subject_has_a_budget_of_its_own_whatever_token_it_shows() throws Exception {
    String first = signed(issuer.token("slm", "auth0|alice"));
    String second = signed(issuer.token("slm", "auth0|alice").with("jti", "another"));
    String bobs = signed(issuer.token("slm", "bob"));
    try (LocalStack stack = start()) {
      HttpResponse<String> answer = send(stack, "/chat/completions", first, CHAT);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      long used = json(answer).at("/usage/total_tokens").asLong();
      assertThat(used).isPositive();

      JsonNode usage = json(send(stack, "/usage", second, "")).at("/data/0");
      assertThat(usage.get("used").asLong()).isEqualTo(used);
      assertThat(usage.get("limit").asLong()).isEqualTo(400);
      assertThat(json(send(stack, "/usage", bobs, "")).at("/data/0/used").asLong()).isZero();

      String long400 = CHAT.replace("20", "400");
      assertThat(send(stack, "/chat/completions", second, long400).statusCode()).isEqualTo(429);
      assertThat(send(stack, "/chat/completions", bobs, CHAT).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void another_token_is_refused_with_its_reason_and_nothing_of_it() throws Exception {
    SigningKey strangers = SigningKey.generate("first", "RS256");
    String forged = issuer.token("slm", "mallory").signedBy(strangers);
    try (LocalStack stack = start()) {
      requireRefused(send(stack, "/models", forged, ""), "not signed by a key");
      requireRefused(
          send(stack, "/models", signed(issuer.token("other", "alice")), ""), "aud does not name");
      requireRefused(
          send(stack, "/models", signed(issuer.token("slm", "alice").with("exp", 1)), ""),
          "has expired");
      requireRefused(send(stack, "/models", "your-token", ""), "no signed JSON Web Token");
    }
  }

  @Test
  void nobody_is_let_in_while_the_issuers_keys_cannot_be_had() throws Exception {
    issuer.fail(Trouble.GONE);
    try (LocalStack stack = start()) {
      HttpResponse<String> undecided =
          send(stack, "/models", signed(issuer.token("slm", "alice")), "");

      assertThat(undecided.statusCode()).isEqualTo(500);
      assertThat(undecided.body()).contains("replied with 503, expected 200");
    }
  }

  @Test
  void an_issuers_keys_are_fetched_through_the_proxy_that_the_environment_names() throws Exception {
    String token = signed(issuer.token("slm", "alice"));
    try (DeafProxy proxy = DeafProxy.start();
        LocalStack stack =
            start(URI.create("https://issuer.invalid"), Map.of("HTTPS_PROXY", proxy.address()))) {
      assertThat(send(stack, "/models", token, "").statusCode()).isEqualTo(500);
      assertThat(proxy.asked()).isNotEmpty().containsOnly("CONNECT issuer.invalid:443");
    }
  }

  private static void requireRefused(HttpResponse<String> reply, String reason) {
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(401);
    assertThat(reply.headers().firstValue("www-authenticate")).hasValue("Bearer");
    assertThat(json(reply).at("/error/code").asString()).isEqualTo("invalid_api_key");
    assertThat(reply.body()).contains(reason).doesNotContain("mallory");
  }

  private String signed(TestToken token) {
    return token.signedBy(issuer.key());
  }

  private LocalStack start() {
    return start(issuer.name(), Map.of());
  }

  private LocalStack start(URI name, Map<String, String> variables) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("XDG_STATE_HOME", folder.toString());
    environment.putAll(variables);
    return new LocalStacks(environment)
        .start(
            new LocalSettings(
                0,
                new ModelChoice.Demo(),
                new EngineChoice.Embedded(EngineKind.LLAMA_CPP),
                new Admission.Tokens(new TokenSettings(name, Set.of("slm"), Optional.empty())),
                Budgets.ofEveryKey(KeyBudget.perDay(400)),
                Reach.LOCAL),
            new ProgressLines(_ -> {}, InstantSource.system()));
  }

  private HttpResponse<String> send(LocalStack stack, String path, String token, String body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(stack.baseUrl() + path))
            .header("Authorization", "Bearer " + token);
    if (!body.isEmpty()) {
      request
          .header("Content-Type", "application/json")
          .POST(HttpRequest.BodyPublishers.ofString(body));
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> reply) {
    return JsonMapper.shared().readTree(reply.body());
  }
}
