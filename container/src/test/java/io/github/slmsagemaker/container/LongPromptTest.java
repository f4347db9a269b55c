package io.github.slmsagemaker.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.container.SimulatedSpeed.Took;
import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.deployment.ContainerNames;
import io.github.slmsagemaker.deployment.Origins;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.invoker.ApiService;
import io.github.slmsagemaker.invoker.Parts;
import io.github.slmsagemaker.invoker.Settings;
import io.github.slmsagemaker.invoker.answer.ServedModel;
import io.github.slmsagemaker.invoker.calls.Pace;
import io.github.slmsagemaker.invoker.sagemaker.EndpointName;
import io.github.slmsagemaker.local.frontdoor.ApiKey;
import io.github.slmsagemaker.local.frontdoor.DoorSettings;
import io.github.slmsagemaker.local.frontdoor.FrontDoor;
import io.github.slmsagemaker.local.sagemaker.EndpointSettings;
import io.github.slmsagemaker.local.sagemaker.InProcessHttp;
import io.github.slmsagemaker.local.sagemaker.SageMakerRuntimeEndpoint;
import io.github.slmsagemaker.testkit.gguf.Encoding;
import io.github.slmsagemaker.testkit.gguf.RandomArchitecture;
import io.github.slmsagemaker.testkit.gguf.RandomGguf;
import io.github.slmsagemaker.testkit.gguf.RandomShape;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A prompt of thousands of tokens on a hybrid, from the front door to a real llama-server, in calls
 * of 60 s of two processors' time (promise P5). The file is small, or what {@code
 * -Dlong.prompt.model} names.
 */
@Timeout(600)
class LongPromptTest {
  private static final String MODEL = "granite-4.0-h-tiny";
  private static final ApiKey KEY = new ApiKey("slm-long-prompt-0123456789");
  private static final EndpointName ENDPOINT = new EndpointName("slm");

  /** What was measured of Granite 4.0 H Tiny. */
  private static final Pace.Expected GRANITE = new Pace.Expected(86, 29.7);

  private static final Pace.Expected FASTER_THAN_ANY = new Pace.Expected(1e6, 1e6);
  private static final Duration CALL = Duration.ofSeconds(60);
  private static final Duration NO_REAL_LIMIT = Duration.ofHours(1);
  private static final int CONTEXT = 16_384;
  private static final int WORDS = 6000;
  private static final int ANSWER = 24;
  private static final long SEED = 7;

  @TempDir private Path folder;

  /** A hybrid is cut back to its last checkpoint, four tokens before the end of what it read. */
  @Test
  void it_is_answered_as_in_one_call_and_nothing_is_read_twice() throws Exception {
    List<Took> once = new ArrayList<>();
    List<Took> calls = new ArrayList<>();
    JsonNode whole = answer(FASTER_THAN_ANY, once);
    JsonNode cut = answer(GRANITE, calls);
    System.err.printf("in one call: %s%nin several: %s%n", once, calls);

    int prompt = whole.at("/usage/prompt_tokens").asInt();
    assertThat(prompt).isBetween(WORDS, 2 * WORDS);
    int written = whole.at("/usage/completion_tokens").asInt();
    assertThat(written).isBetween(10, ANSWER);
    assertThat(once).containsExactly(new Took(0, prompt, written));
    assertThat(cut.at("/choices")).isEqualTo(whole.at("/choices"));
    assertThat(cut.at("/usage")).isEqualTo(whole.at("/usage"));
    assertThat(calls).hasSizeBetween(2, 4);
    assertThat(calls.stream().map(Took::cached)).isSorted().doesNotHaveDuplicates();
    assertThat(calls.stream().mapToInt(Took::read).sum())
        .isBetween(prompt, prompt + 4 * (calls.size() - 1));
  }

  private JsonNode answer(Pace.Expected speed, List<Took> calls) throws Exception {
    Path own = Files.createTempDirectory(folder, "container");
    Map<String, String> settings = Map.of(ContainerNames.CONTEXT_TOKENS, Integer.toString(CONTEXT));
    try (RealContainer container = RealContainer.start(own, model(), settings)) {
      return answer(new SimulatedSpeed(container, speed, CALL, calls::add), speed);
    }
  }

  private JsonNode answer(SimulatedSpeed container, Pace.Expected expected) throws Exception {
    SageMakerRuntimeEndpoint endpoint =
        new SageMakerRuntimeEndpoint(
            EndpointSettings.serverless(ENDPOINT).withCallLimit(NO_REAL_LIMIT), container);
    Settings settings =
        new Settings(
            new Settings.Served(MODEL, EngineKind.LLAMA_CPP, CONTEXT),
            new Settings.Endpoint(
                ENDPOINT.value(), Optional.empty(), false, CALL, 1, expected, Optional.empty()),
            new Settings.Requests(Duration.ZERO, 4, Origins.NONE),
            false,
            0);
    ServedModel served = ServedModel.of(MODEL, Catalogue.load().model(MODEL), CONTEXT);
    try (ApiService invoker =
            new ApiService(settings, Parts.of(served, InProcessHttp.to(endpoint)));
        FrontDoor door = FrontDoor.open(DoorSettings.of(0, KEY), invoker);
        HttpClient client = HttpClient.newHttpClient()) {
      String body =
          client
              .send(
                  HttpRequest.newBuilder(door.baseUrl().resolve("/v1/chat/completions"))
                      .header("Authorization", "Bearer " + KEY.value())
                      .header("Content-Type", "application/json")
                      .POST(BodyPublishers.ofString(question()))
                      .build(),
                  BodyHandlers.ofString())
              .body();
      return JsonMapper.shared().readTree(body);
    }
  }

  /** A word is a token. */
  private static String question() {
    SplittableRandom random = new SplittableRandom(SEED);
    List<String> words = vocabulary();
    String text =
        IntStream.range(0, WORDS)
            .mapToObj(_ -> words.get(random.nextInt(words.size())))
            .collect(Collectors.joining());
    return """
        {"model": "%s", "max_tokens": %d, "temperature": 0,
         "messages": [{"role": "user", "content": "%s"}]}"""
        .formatted(MODEL, ANSWER, text);
  }

  private static List<String> vocabulary() {
    return IntStream.range(0, 100).mapToObj(" w%03d"::formatted).toList();
  }

  private Path model() {
    String given = System.getProperty("long.prompt.model", "");
    if (!given.isEmpty()) {
      return Path.of(given);
    }
    Path file = folder.resolve("hybrid.gguf");
    if (Files.exists(file)) {
      return file;
    }
    RandomShape tenLayers = new RandomShape(10, 4, 2, 64, 64, 0, 32_768, Encoding.Q8_0);
    RandomGguf.write(
        file, tenLayers.withArchitecture(RandomArchitecture.GRANITE_HYBRID), SEED, vocabulary());
    return file;
  }
}
