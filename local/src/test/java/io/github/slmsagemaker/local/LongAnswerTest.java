package io.github.slmsagemaker.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.local.frontdoor.ApiKey;
import io.github.slmsagemaker.local.models.ProgressLines;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole stack with short calls gives the answers that it gives with long ones. */
@Timeout(180)
@TestInstance(Lifecycle.PER_CLASS)
final class LongAnswerTest {
  private static final ApiKey KEY = ApiKey.generate(new SecureRandom());
  private static final int TOKENS = 120;

  /** Time for a first call of a few tokens, at the pace that is believed before any was seen. */
  private static final Duration SHORT = Duration.ofSeconds(9);

  /** More than that call can have: 9 s at two tokens a second. */
  private static final int FIRST_CALL = 18;

  private final HttpClient client = HttpClient.newHttpClient();
  private LocalStack shortCalls;
  private LocalStack longCalls;

  @BeforeAll
  void start() {
    // A cache of its own: another version of the project may write its demo model meanwhile.
    String cache = Path.of("target", "long-answer-tests").toAbsolutePath().toString();
    LocalStacks stacks = new LocalStacks(Map.of("XDG_CACHE_HOME", cache));
    shortCalls =
        stacks
            .withCallLimit(SHORT)
            .start(settings(), new ProgressLines(_ -> {}, InstantSource.system()));
    longCalls = stacks.start(settings(), new ProgressLines(_ -> {}, InstantSource.system()));
  }

  @AfterAll
  void end() {
    client.close();
    shortCalls.close();
    longCalls.close();
  }

  @Test
  void an_answer_of_several_calls_is_that_of_one() throws Exception {
    JsonNode several = JsonMapper.shared().readTree(send(shortCalls, false).body());
    JsonNode one = JsonMapper.shared().readTree(send(longCalls, false).body());

    assertThat(one.path("usage").path("completion_tokens").intValue()).isGreaterThan(FIRST_CALL);
    assertThat(several.path("choices")).isEqualTo(one.path("choices"));
    for (String count : List.of("prompt_tokens", "completion_tokens")) {
      assertThat(several.path("usage").path(count)).isEqualTo(one.path("usage").path(count));
    }
  }

  @Test
  void a_stream_of_several_calls_has_the_text_of_one() throws Exception {
    HttpResponse<String> several = send(shortCalls, true);

    assertThat(several.body()).endsWith("data: [DONE]\n\n");
    assertThat(text(several)).isEqualTo(text(send(longCalls, true)));
  }

  private static String text(HttpResponse<String> stream) {
    return stream
        .body()
        .lines()
        .filter(line -> line.startsWith("data: {"))
        .map(line -> JsonMapper.shared().readTree(line.substring("data: ".length())))
        .map(event -> event.path("choices").path(0).path("text").asString(""))
        .collect(Collectors.joining());
  }

  private HttpResponse<String> send(LocalStack stack, boolean streamed) throws Exception {
    String body =
        """
        {"model": "%s", "prompt": "Tell me a story", "max_tokens": %d, "temperature": 0,
         "stream": %s}
        """
            .formatted(stack.model(), TOKENS, streamed);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(stack.baseUrl() + "/completions"))
            .header("Authorization", "Bearer " + KEY.value())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response;
  }

  private static LocalSettings settings() {
    return new LocalSettings(
        0, new ModelChoice.Demo(), new EngineChoice.Embedded(EngineKind.LLAMA_CPP), KEY);
  }
}
