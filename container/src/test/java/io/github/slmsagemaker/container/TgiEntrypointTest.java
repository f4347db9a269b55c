package io.github.slmsagemaker.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.deployment.ContainerNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The entrypoint of TGI's router, as a process, with a program that stands in for the router. */
class TgiEntrypointTest {
  private static final String ROUTER = "text-generation-router-llamacpp";
  private static final String REPOSITORY = "hub/models--NousResearch--Hermes-3-Llama-3.1-8B";

  @TempDir private Path folder;
  private Image image;
  private Path reference;
  private Path tokenizer;

  @BeforeEach
  void image() throws IOException {
    image = Image.of(folder, "tgi", List.of(ROUTER));
    Files.writeString(
        image.here.resolve("tokenizer.env"),
        "tokenizer_id='NousResearch/Hermes-3-Llama-3.1-8B'\ntokenizer_revision='main'\n");
    reference = image.here.resolve(REPOSITORY + "/refs/main");
    Files.createDirectories(reference.getParent());
    Files.writeString(reference, "fetched");
    tokenizer = image.here.resolve(REPOSITORY + "/snapshots/fetched/tokenizer.json");
    Files.createDirectories(tokenizer.getParent());
    Files.writeString(tokenizer, "{}");
  }

  @Test
  void the_router_is_started_with_what_the_stack_set() throws Exception {
    Map<String, String> settings = Image.settings();
    settings.put(ContainerNames.MAX_CONCURRENCY, "2");
    settings.put("SAGEMAKER_BIND_TO_PORT", "18080");

    try (Running run = image.start(settings, "serve")) {
      assertThat(String.join(" ", run.untilStarted(ROUTER).note(ROUTER + ".arguments")))
          .isEqualTo(
              "--model-id NousResearch/Hermes-3-Llama-3.1-8B --revision main --model-gguf "
                  + image.here
                  + "/model.gguf --port 18080 --n-threads 1 --n-threads-batch 1"
                  + " --max-input-tokens 2047 --max-total-tokens 2048 --max-batch-size 1"
                  + " --max-batch-total-tokens 2048 --max-physical-batch-total-tokens 128"
                  + " --max-concurrent-requests 2 --disable-grammar-support --usage-stats off");
    }
  }

  @Test
  void the_router_finds_its_tokenizer_offline_and_may_write_where_it_runs() throws Exception {
    try (Running run = image.start(Image.settings())) {
      run.untilStarted(ROUTER);

      assertThat(run.note(ROUTER + ".environment"))
          .contains(
              "HF_HUB_OFFLINE=1",
              "HUGGINGFACE_HUB_CACHE=" + image.here + "/hub",
              "PYTHONPATH=" + image.here + "/python");
      assertThat(Path.of(run.note(ROUTER + ".folder").getFirst()).getParent())
          .isEqualTo(folder.resolve("tmp"));
    }
  }

  @Test
  void a_signal_ends_it() throws Exception {
    try (Running run = image.start(Image.settings())) {
      run.untilStarted(ROUTER);

      run.process().destroy();

      assertThat(run.status()).isZero();
      assertThat(run.note(ROUTER + ".end")).containsExactly("terminated");
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "no notes|78|tokenizer.env is missing; build the image again",
        "no reference|66|refs/main is missing: no tokenizer; build the image again",
        "no file|66|tokenizer.json is missing; build the image again",
        "empty file|66|tokenizer.json is missing; build the image again",
        "no router|69|text-generation-router-llamacpp is not in this image",
        "repacking|78|SLM_REPACK is true and SLM_PROMPT_CACHE_MB is 0, expected false and 0",
        "no model|66|model.gguf is missing",
      })
  void what_is_missing_is_one_line_and_no_router(String what, int status, String line)
      throws Exception {
    Map<String, String> settings = Image.settings();
    switch (what) {
      case "no notes" -> Files.delete(image.here.resolve("tokenizer.env"));
      case "no reference" -> Files.delete(reference);
      case "no file" -> Files.delete(tokenizer);
      case "empty file" -> Files.writeString(tokenizer, "");
      case "no router" -> Files.delete(image.programs.resolve(ROUTER));
      case "repacking" -> settings.put(ContainerNames.REPACK, "true");
      case "no model" -> Files.delete(image.here.resolve("model.gguf"));
      default -> throw new IllegalArgumentException(what);
    }

    try (Running run = image.start(settings)) {
      assertThat(run.status()).as(run.said()).isEqualTo(status);
      assertThat(run.said().strip()).startsWith("slm: ").contains(line).doesNotContain("\n");
      assertThat(run.noted(ROUTER + ".arguments")).as("the router was started").isFalse();
    }
  }
}
