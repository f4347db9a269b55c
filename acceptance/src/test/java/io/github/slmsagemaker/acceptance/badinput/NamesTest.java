package io.github.slmsagemaker.acceptance.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.acceptance.stage.Sent;
import io.github.slmsagemaker.acceptance.stage.Wire;
import io.github.slmsagemaker.local.EngineChoice;
import io.github.slmsagemaker.local.LocalSettings;
import io.github.slmsagemaker.local.LocalStack;
import io.github.slmsagemaker.local.LocalStacks;
import io.github.slmsagemaker.local.ModelChoice;
import io.github.slmsagemaker.local.frontdoor.ApiKey;
import io.github.slmsagemaker.local.models.ProgressLines;
import io.github.slmsagemaker.testkit.container.ContainerAnswer;
import io.github.slmsagemaker.testkit.container.FakeContainer;
import io.github.slmsagemaker.testkit.container.LlamaServerReplies;
import io.github.slmsagemaker.testkit.container.Replies;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code /v1/models} lists can be asked, however an engine calls it. */
final class NamesTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final ApiKey KEY = new ApiKey("slm-canary0123456789");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "_demo",
        "-x",
        "模型-8b",
        "gemma-3-4b-it-GGUF:Q4_K_M",
        "org/name:Q4_K_M",
        "llama3.1:8b",
        "a model, with blanks",
        "100%",
        "%41",
        "a+b",
        "ümlaut.gguf",
        "/m/own file.gguf",
        "\"q'",
        "a?b#c&d=e",
        "x/../y",
        "\r\nX-Forged: 1"
      })
  void the_name_that_is_listed_is_answered(String called) throws Exception {
    LlamaServerReplies usual = new LlamaServerReplies(List.of("Good", " day"));
    String page =
        JSON.createObjectNode()
            .put("status", "ok")
            .put("model_alias", called)
            .set("default_generation_settings", JSON.createObjectNode().put("n_ctx", 4096))
            .toString();
    Replies named =
        request ->
            request.isMissingNode()
                ? ContainerAnswer.of(200, "application/json", page)
                : usual.to(request);
    try (FakeContainer engine = FakeContainer.start(named);
        LocalStack stack = stack(engine)) {
      JsonNode card =
          JSON.readTree(send(stack, Sent.get("/v1/models")).body()).path("data").path(0);
      String id = card.path("id").asString();

      assertThat(card.path("max_model_len").asInt()).isEqualTo(4_096);
      assertThat(card.path("context_length").asInt()).isEqualTo(4_096);
      String path = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
      Wire.Reply one = send(stack, Sent.get("/v1/models/" + path));
      assertThat(one.status()).as(one.body()).isEqualTo(200);
      assertThat(JSON.readTree(one.body()).path("id").asString()).isEqualTo(id);
      assertThat(send(stack, Sent.get("/v1/models/" + path.replace("%2F", "/"))).status())
          .isEqualTo(200);

      Wire.Reply answer = send(stack, Sent.chat(chat(id)));
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(JSON.readTree(answer.body()).path("model").asString()).isEqualTo(id);

      Wire.Reply other = send(stack, Sent.chat(chat(id + "x")));
      assertThat(other.status()).isEqualTo(404);
      assertThat(JSON.readTree(other.body()).path("error").path("message").asString()).contains(id);
    }
  }

  private static byte[] chat(String model) {
    return JSON.createObjectNode()
        .put("model", model)
        .put("max_tokens", 16)
        .set(
            "messages",
            JSON.createArrayNode()
                .add(JSON.createObjectNode().put("role", "user").put("content", "hi")))
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Wire.Reply send(LocalStack stack, Sent sent) throws Exception {
    int port = stack.baseUrl().getPort();
    return sent.to(
        Wire.local(port), "Host: 127.0.0.1:" + port, "Authorization: Bearer " + KEY.value());
  }

  private static LocalStack stack(FakeContainer engine) {
    return new LocalStacks(System.getenv())
        .start(
            new LocalSettings(
                0, new ModelChoice.Demo(), new EngineChoice.LlamaServer(engine.address()), KEY),
            new ProgressLines(System.err::println, InstantSource.system()));
  }
}
