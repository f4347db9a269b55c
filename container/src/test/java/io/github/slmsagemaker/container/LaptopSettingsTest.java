package io.github.slmsagemaker.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.local.child.LlamaServerArguments;
import io.github.slmsagemaker.local.child.LlamaServerProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code slm local} starts a llama-server as the container does. */
class LaptopSettingsTest {
  private static final String HELP =
      Image.LOAD_MODES + "--cache-ram N\n--fit\n--offline\n--no-webui\n--no-slots\n--host x.sock\n";

  @TempDir private Path folder;

  /** Loading, layout and what goes to a graphics card are the engine's choice on a laptop. */
  @Test
  void a_laptops_engine_gets_the_containers_arguments_but_for_loading_and_fitting()
      throws Exception {
    Image image = Image.llamaCpp(folder);
    try (Running run = image.start(Map.of())) {
      List<String> container =
          new ArrayList<>(run.untilStarted("llama-server").note("llama-server.arguments"));
      container.removeAll(List.of("--load-mode", "dio", "--repack", "--fit", "off"));
      Path socket = Path.of(container.get(container.indexOf("--host") + 1));
      LlamaServerArguments laptop =
          new LlamaServerArguments(
              image.here.resolve("model.gguf"),
              Image.MODEL,
              4096,
              Runtime.getRuntime().availableProcessors());
      LlamaServerProgram program = new LlamaServerProgram(Path.of("/x"), "7", HELP);

      assertThat(laptop.of(program, socket)).isEqualTo(container);
    }
  }
}
