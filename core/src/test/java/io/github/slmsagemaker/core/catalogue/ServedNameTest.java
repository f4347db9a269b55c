package io.github.slmsagemaker.core.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.route.Route;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServedNameTest {

  @ParameterizedTest(name = "{0} is served as {1}")
  @CsvSource({
    "qwen.gguf,qwen",
    "Qwen2.5-0.5B.Q4_K_M.GGUF,Qwen2.5-0.5B.Q4_K_M",
    "/m/fake.gguf,fake",
    "C:\\models\\my model.gguf,my model",
    "/opt/ml/model,model",
    "./weights/x,x",
    "_demo.gguf,_demo",
    "-x.gguf,-x",
    "模型-8b.gguf,模型-8b",
    "100%.gguf,100%",
    "org/name:Q4_K_M,org/name:Q4_K_M",
    "llama3.1:8b,llama3.1:8b",
    "NousResearch/Hermes-3-Llama-3.1-8B,NousResearch/Hermes-3-Llama-3.1-8B",
    "a/b/c,a/b/c",
    "a//b,a-b",
    "a/../b,a-b",
    "a/,a",
    "...gguf,model",
    "'',model",
    ".gguf,model"
  })
  void a_name_is_kept_as_far_as_a_request_can_write_it(String given, String served) {
    ServedName name = ServedName.of(given);

    assertThat(name).hasToString(served);
    String path = URLEncoder.encode(served, StandardCharsets.UTF_8).replace("+", "%20");
    assertThat(Route.of("/v1/models/" + path)).contains(new Route.Match(Route.MODEL, name.value()));
  }

  @Test
  void what_nobody_sees_is_replaced() {
    assertThat(ServedName.of("a\r\nb\u0000\ud800c\u2028")).hasToString("a--b--c-");
    assertThat(ServedName.of("n".repeat(2_000)).value()).hasSize(1_024);
  }
}
