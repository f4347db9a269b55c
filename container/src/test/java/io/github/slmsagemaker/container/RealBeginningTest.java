package io.github.slmsagemaker.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.deployment.ContainerNames;
import io.github.slmsagemaker.testkit.gguf.Encoding;
import io.github.slmsagemaker.testkit.gguf.RandomArchitecture;
import io.github.slmsagemaker.testkit.gguf.RandomGguf;
import io.github.slmsagemaker.testkit.gguf.RandomShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What conversations begin with, read while the image is built, on a real llama-server. */
@Timeout(300)
class RealBeginningTest {
  /** A character or a few are a token of the random models: some 900 of 4096. */
  private static final String BEGINNING = words("system ", 1000) + "\n";

  /** Tokens before the end at which llama-server copies a hybrid's state. */
  private static final int BEHIND_THE_COPY = 4;

  @TempDir private Path folder;

  enum Kind {
    DENSE,
    HYBRID;

    Path model(Path folder) {
      Path file = folder.resolve("model-" + name() + ".gguf");
      RandomShape dense = new RandomShape(10, 4, 2, 256, 256, 0, 32_768, Encoding.Q8_0);
      RandomShape shape =
          switch (this) {
            case DENSE -> dense;
            case HYBRID ->
                dense.withArchitecture(RandomArchitecture.GRANITE_HYBRID).withTiedOutput();
          };
      RandomGguf.write(file, shape, 7);
      return file;
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void every_conversation_that_begins_so_starts_behind_it_and_writes_what_it_would_without(
      Kind kind) throws Exception {
    Path image = image(kind);
    List<Integer> without;
    int tokens;
    try (RealContainer container = RealContainer.of(folder, image, settings(2), 0)) {
      // Read in the same two steps: other batches round otherwise.
      tokens = ask(container, BEGINNING, 0, 0).evaluated();
      without = ask(container, BEGINNING + "and first", 0, 16).ids();
    }
    remember(image);

    try (RealContainer container = RealContainer.of(folder, image, settings(2), 0)) {
      Reply first = ask(container, BEGINNING + "and first", 0, 16);
      assertThat(container.said())
          .contains("slm: the first " + tokens + " tokens of conversations are read already");
      assertThat(first.cached()).isEqualTo(tokens);
      assertThat(first.ids()).isEqualTo(without);

      String long1 = BEGINNING + words("a long one ", 1200);
      ask(container, long1, 0, 4);
      ask(container, long1 + words("and longer ", 600), 0, 4);
      int least = tokens - BEHIND_THE_COPY;
      for (int turn = 0; turn < 6; turn++) {
        assertThat(ask(container, words(turn + " another", 300), 1, 2).cached())
            .as("one that begins otherwise finds nothing")
            .isLessThan(10);
        assertThat(ask(container, BEGINNING + "question " + turn, 0, 2).cached())
            .as("conversation %d", turn)
            .isBetween(least, tokens + 9);
      }
    }
  }

  @Test
  void a_state_that_somebody_changed_never_reaches_the_engine() throws Exception {
    Path image = image(Kind.DENSE);
    remember(image);
    Path state = image.resolve("beginning/state");
    byte[] bytes = Files.readAllBytes(state);
    bytes[bytes.length / 2] ^= 1;
    Files.write(state, bytes);

    try (RealContainer container = RealContainer.of(folder, image, settings(2), 0)) {
      assertThat(container.said())
          .contains("is read again, its state is not used: it is not as it was saved")
          .doesNotContain("read already");
      assertThat(ask(container, BEGINNING + "question", 0, 2).cached()).isGreaterThan(800);
    }
  }

  @Test
  void a_state_of_another_beginning_is_not_used() throws Exception {
    Path image = image(Kind.DENSE);
    remember(image);
    String other = words("changed ", 700) + "\n";
    Files.delete(image.resolve("beginning.json"));
    begin(image, other);

    try (RealContainer container = RealContainer.of(folder, image, settings(2), 10_001)) {
      assertThat(container.said())
          .contains("its state is not used: it is of another engine, model or promptFile");
      assertThat(ask(container, other + "question", 0, 2).cached()).isGreaterThan(500);
    }
  }

  @Test
  void a_build_that_could_not_read_it_leaves_that_to_the_start() throws Exception {
    Path image = image(Kind.DENSE);

    try (RealContainer container = RealContainer.of(folder, image, settings(2), 0)) {
      assertThat(container.said()).contains("is read again, its state is not used: none is kept");
      assertThat(ask(container, BEGINNING + "question", 0, 2).cached()).isGreaterThan(800);
      assertThat(container.get("/slots/0?action=save").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void a_build_refuses_a_beginning_that_leaves_no_room_in_the_context() throws Exception {
    Path image = image(Kind.DENSE);

    Programs.Ended end =
        RealContainer.remember(folder, image, Map.of(ContainerNames.CONTEXT_TOKENS, "512"));

    assertThat(end.said()).contains("slm: promptFile is longer than a context of 512 tokens: ");
    assertThat(end.status()).isEqualTo(78);
    assertThat(image.resolve("beginning/sums")).doesNotExist();
  }

  private Path image(Kind kind) throws Exception {
    RealContainer.requireEngine();
    Path image = RealContainer.image(folder, kind.model(folder));
    begin(image, BEGINNING);
    return image;
  }

  private void begin(Path image, String text) throws IOException {
    Path written = Files.createTempDirectory(folder, "written");
    ContainerFiles.remember(written, text);
    Files.copy(written.resolve("llama-cpp/beginning.json"), image.resolve("beginning.json"));
  }

  private void remember(Path image) throws Exception {
    Programs.Ended end = RealContainer.remember(folder, image, settings(2));
    assertThat(end.said()).contains("slm: remembered ");
    assertThat(end.status()).isZero();
  }

  private static Map<String, String> settings(int sequences) {
    Map<String, String> settings = new HashMap<>();
    settings.put(ContainerNames.CONTEXT_TOKENS, "4096");
    settings.put(ContainerNames.THREADS, "1");
    settings.put(ContainerNames.SEQUENCES, Integer.toString(sequences));
    return settings;
  }

  private static Reply ask(RealContainer container, String prompt, int slot, int tokens)
      throws Exception {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("prompt", prompt).put("n_predict", tokens).put("id_slot", slot);
    request.put("temperature", 0).put("cache_prompt", true).put("return_tokens", true);
    var reply = container.invoke(request.toString());
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    JsonNode body = JsonMapper.shared().readTree(reply.body());
    return new Reply(
        body.get("tokens_evaluated").asInt(),
        body.at("/timings/cache_n").asInt(),
        body.get("tokens").valueStream().map(JsonNode::asInt).toList());
  }

  private static String words(String word, int times) {
    String seed = word + "qwertzuiop asdfghjkl";
    return IntStream.range(0, times)
        .mapToObj(at -> seed.substring(at * at % seed.length(), at * at % seed.length() + 1))
        .reduce("", String::concat);
  }

  /** Tokens of the prompt, those of them that were read before, and the answer's ids. */
  private record Reply(int evaluated, int cached, List<Integer> ids) {}
}
