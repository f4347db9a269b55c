package io.github.slmsagemaker.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.deployment.KeyGrant;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.ledger.Budgets;
import io.github.slmsagemaker.ledger.KeyBudget;
import io.github.slmsagemaker.local.frontdoor.Admission;
import io.github.slmsagemaker.local.frontdoor.ApiKey;
import io.github.slmsagemaker.local.frontdoor.DoorKey;
import io.github.slmsagemaker.local.frontdoor.Reach;
import io.github.slmsagemaker.local.models.ProgressLines;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Budgets on the laptop, with a real engine (promise P24). */
final class LocalBudgetTest {
  private static final String ALICES = "slm-alice0123456789ab";
  private static final String BOBS = "slm-bob000123456789ab";

  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir private Path folder;

  @Test
  void what_a_key_has_used_outlives_the_process_and_stops_it_alone() throws Exception {
    long used;
    try (LocalStack stack = start()) {
      HttpResponse<String> answer = chat(stack, ALICES, 20);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      used = JsonMapper.shared().readTree(answer.body()).at("/usage/total_tokens").asLong();

      assertThat(used).isPositive();
      assertThat(answer.headers().firstValue("x-ratelimit-limit-tokens")).hasValue("400");
      assertThat(answer.headers().firstValue("x-ratelimit-remaining-tokens"))
          .hasValue(Long.toString(400 - used));
    }
    try (LocalStack again = start()) {
      assertThat(usage(again, ALICES).get("used").asLong()).isEqualTo(used);
      assertThat(usage(again, ALICES).get("reserved").asLong()).isZero();

      HttpResponse<String> refused = chat(again, ALICES, 400);
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.body()).contains("insufficient_quota");
      assertThat(chat(again, BOBS, 20).statusCode()).isEqualTo(200);
      assertThat(usage(again, BOBS).get("limit").asLong()).isEqualTo(10_000);
    }
  }

  private LocalStack start() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("XDG_STATE_HOME", folder.toString());
    return new LocalStacks(environment)
        .start(
            new LocalSettings(
                0,
                new ModelChoice.Demo(),
                new EngineChoice.Embedded(EngineKind.LLAMA_CPP),
                new Admission.Keys(
                    List.of(
                        new DoorKey("alice", new ApiKey(ALICES)),
                        new DoorKey("bob", new ApiKey(BOBS)))),
                Budgets.of(KeyBudget.perDay(400), KeyGrant.list("bob:10000/day")),
                Reach.LOCAL),
            new ProgressLines(_ -> {}, InstantSource.system()));
  }

  private HttpResponse<String> chat(LocalStack stack, String key, int maxTokens) throws Exception {
    String body =
        """
        {"model": "%s", "max_tokens": %d, "messages": [{"role": "user", "content": "Hello!"}]}"""
            .formatted(stack.model(), maxTokens);
    return client.send(
        request(stack, "/chat/completions", key)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode usage(LocalStack stack, String key) throws Exception {
    HttpResponse<String> answer =
        client.send(request(stack, "/usage", key).build(), HttpResponse.BodyHandlers.ofString());
    return JsonMapper.shared().readTree(answer.body()).at("/data/0");
  }

  private static HttpRequest.Builder request(LocalStack stack, String path, String key) {
    return HttpRequest.newBuilder(URI.create(stack.baseUrl() + path))
        .header("Authorization", "Bearer " + key);
  }
}
