package io.github.slmsagemaker.acceptance;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import io.github.slmsagemaker.authorizer.jwt.TokenSettings;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.ledger.Budgets;
import io.github.slmsagemaker.ledger.KeyBudget;
import io.github.slmsagemaker.local.EngineChoice;
import io.github.slmsagemaker.local.LocalSettings;
import io.github.slmsagemaker.local.LocalStack;
import io.github.slmsagemaker.local.LocalStacks;
import io.github.slmsagemaker.local.ModelChoice;
import io.github.slmsagemaker.local.frontdoor.Admission;
import io.github.slmsagemaker.local.frontdoor.ApiKey;
import io.github.slmsagemaker.local.frontdoor.Reach;
import io.github.slmsagemaker.local.models.ProgressLines;
import io.github.slmsagemaker.testkit.oidc.OidcIssuer;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * What is under test.
 *
 * @param baseUrl ends with {@code /v1}
 * @param key opens it: a key, or a token
 * @param model id of the served model
 * @param stack the local one to close; empty for a deployed one
 */
record Deployment(URI baseUrl, String key, String model, Optional<LocalStack> stack)
    implements AutoCloseable {
  static final String BASE_URL = "SLM_BASE_URL";
  static final String API_KEY = "SLM_API_KEY";

  private static final LocalStack.Starter STARTER = new LocalStacks(System.getenv());

  /** Whether a deployed one is named. */
  static boolean isNamed() {
    return setting(BASE_URL).isPresent();
  }

  /** The deployed one that is named. */
  static Deployment named() {
    return at(URI.create(setting(BASE_URL).orElseThrow()));
  }

  /** A local stack that a key opens, whose engine speaks this dialect. */
  static Deployment local(EngineKind dialect) {
    ApiKey key = ApiKey.generate(new SecureRandom());
    return local(dialect, Admission.Keys.of(key), key.value());
  }

  /** A local stack that a token of an issuer opens. */
  static Deployment local(EngineKind dialect, OidcIssuer issuer) {
    TokenSettings settings = new TokenSettings(issuer.name(), Set.of("slm"), Optional.empty());
    String token = issuer.token("slm", "suite").signedBy(issuer.key());
    return local(dialect, new Admission.Tokens(settings), token);
  }

  private static Deployment local(EngineKind dialect, Admission admission, String opens) {
    LocalStack stack =
        STARTER.start(
            new LocalSettings(
                0,
                new ModelChoice.Demo(),
                new EngineChoice.Embedded(dialect),
                admission,
                Budgets.ofEveryKey(KeyBudget.UNLIMITED),
                Reach.LOCAL),
            new ProgressLines(System.err::println, InstantSource.system()));
    return new Deployment(stack.baseUrl(), opens, stack.model(), Optional.of(stack));
  }

  /** OpenAI's client with the right key; it does not try again, so each failure is seen. */
  OpenAIClient openAi() {
    return openAi(baseUrl, key);
  }

  /** OpenAI's client with another key. */
  OpenAIClient openAi(String otherKey) {
    return openAi(baseUrl, otherKey);
  }

  @Override
  public void close() {
    stack.ifPresent(LocalStack::close);
  }

  private static Deployment at(URI baseUrl) {
    String key =
        setting(API_KEY)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        BASE_URL + " is set and " + API_KEY + " is not; set both or none"));
    OpenAIClient client = openAi(baseUrl, key);
    try {
      return new Deployment(
          baseUrl, key, client.models().list().data().getFirst().id(), Optional.empty());
    } finally {
      client.close();
    }
  }

  private static OpenAIClient openAi(URI baseUrl, String key) {
    return OpenAIOkHttpClient.builder()
        .baseUrl(baseUrl.toString())
        .apiKey(key)
        .maxRetries(0)
        .timeout(Duration.ofMinutes(5))
        .build();
  }

  private static Optional<String> setting(String name) {
    return Optional.ofNullable(System.getProperty(name))
        .or(() -> Optional.ofNullable(System.getenv(name)))
        .filter(value -> !value.isBlank());
  }
}
