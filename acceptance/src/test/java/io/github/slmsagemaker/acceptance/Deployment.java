package io.github.slmsagemaker.acceptance;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
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
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

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
  private static final LocalStack.Starter STARTER = new LocalStacks(System.getenv());

  /** A local stack that a key opens, whose engine speaks this dialect. */
  static Deployment local(EngineKind dialect) {
    ApiKey key = ApiKey.generate(new SecureRandom());
    LocalStack stack =
        started(new ModelChoice.Demo(), new EngineChoice.Embedded(dialect), Admission.Keys.of(key));
    return new Deployment(stack.baseUrl(), key.value(), stack.model(), Optional.of(stack));
  }

  /** A local stack without limits. */
  static LocalStack started(ModelChoice model, EngineChoice engine, Admission admission) {
    return STARTER.start(
        new LocalSettings(
            0, model, engine, admission, Budgets.ofEveryKey(KeyBudget.UNLIMITED), Reach.LOCAL),
        new ProgressLines(System.err::println, InstantSource.system()));
  }

  /** One that runs. */
  static Deployment at(URI baseUrl, String key) {
    OpenAIClient client = openAi(baseUrl, key);
    try {
      return new Deployment(
          baseUrl, key, client.models().list().data().getFirst().id(), Optional.empty());
    } finally {
      client.close();
    }
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

  private static OpenAIClient openAi(URI baseUrl, String key) {
    return OpenAIOkHttpClient.builder()
        .baseUrl(baseUrl.toString())
        .apiKey(key)
        .maxRetries(0)
        .timeout(Duration.ofMinutes(5))
        .build();
  }
}
