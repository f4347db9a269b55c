package io.github.slmsagemaker.deployment.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.deployment.Deployment;
import io.github.slmsagemaker.deployment.Placement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code promptFile}: what it makes of a deployment, and what of it is refused. */
class PromptFileTest {
  private static final String IMAGE =
      "123456789012.dkr.ecr.eu-west-1.amazonaws.com/slm@sha256:" + "0123456789abcdef".repeat(4);

  @TempDir private Path folder;

  @Test
  void the_deployment_begins_as_its_model_reads_the_file_and_has_a_sequence_more()
      throws IOException {
    Deployment deployment =
        new DeploymentReader().size(Map.of("promptFile", file("Be kind."))).orThrow();

    assertThat(deployment.beginning()).contains("<|im_start|>system\nBe kind.<|im_end|>\n");
    assertThat(deployment.placement())
        .isInstanceOfSatisfying(
            Placement.Serverless.class,
            place -> assertThat(place.settings().sequences()).isEqualTo(2));
    assertThat(
            deployment
                .withPlacement(((Placement.Serverless) deployment.placement()).withMemoryMb(5120))
                .beginning())
        .isPresent();
  }

  @Test
  void a_beginning_that_is_longer_than_the_context_is_refused() throws IOException {
    assertThat(problems(Map.of("promptFile", file("words ".repeat(300)), "context", "256")))
        .containsExactly(
            "promptFile has at least 406 tokens as the model reads it, but context is 256; shorten"
                + " it, or take a longer context");
  }

  @Test
  void a_file_that_is_none_is_refused_with_what_it_looks_like() throws IOException {
    Path file = Files.writeString(folder.resolve("typo.json"), "{\"mesages\":[]}");

    assertThat(problems(Map.of("promptFile", file.toString())))
        .containsExactly(
            "promptFile is '%s', whose content is wrong: mesages is unknown here, expected"
                    .formatted(file)
                + " messages, tools; it looks like"
                + " {\"messages\":[{\"role\":\"system\",\"content\":\"...\"}],\"tools\":[...]}");
  }

  @Test
  void a_folder_and_no_name_at_all_are_refused() {
    assertThat(problems(Map.of("promptFile", folder.toString())))
        .singleElement()
        .asString()
        .startsWith("promptFile is '%s', which cannot be read (".formatted(folder));
    assertThat(problems(Map.of("promptFile", "a\0b")))
        .singleElement()
        .asString()
        .contains("which cannot be read (");
  }

  @Test
  void what_is_taken_as_it_is_remembers_nothing_new() throws IOException {
    assertThat(problems(Map.of("promptFile", file("x"), "imageUri", IMAGE)))
        .containsExactly(
            "promptFile has no effect with imageUri, which is taken as it is; leave one of them"
                + " out");
    assertThat(
            problems(Map.of("promptFile", file("x"), "endpoint", "there", "engine", "llama-cpp")))
        .containsExactly(
            "promptFile is for lane serverless and has no effect with endpoint, which is taken as"
                + " it is; leave it out");
  }

  private String file(String system) throws IOException {
    return Files.writeString(
            Files.createTempFile(folder, "prompt", ".json"),
            "{\"messages\":[{\"role\":\"system\",\"content\":\"%s\"}]}".formatted(system))
        .toString();
  }

  private static List<String> problems(Map<String, String> settings) {
    return new DeploymentReader().read(new HashMap<>(settings)).problems();
  }
}
