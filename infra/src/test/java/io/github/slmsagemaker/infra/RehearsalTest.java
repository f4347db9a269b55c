package io.github.slmsagemaker.infra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.slmsagemaker.testkit.aws.MotoServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The template as CloudFormation takes it, at moto's server: it says CREATE_COMPLETE and passes by
 * what it does not know, so what was made is compared with a list. The calls are in {@code
 * rehearse.py}, which runs in moto's own environment. The GPU lanes are not rehearsed: moto's
 * server fails on a variant that names no model, as a variant for inference components must not.
 */
final class RehearsalTest {
  private static final Path SCRIPT = Path.of("src", "test", "python", "rehearse.py");

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"api-key", "iam"})
  void what_a_deployment_makes_is_exactly_what_is_listed(String auth) throws Exception {
    assumeThat(MotoServer.installed()).as(MotoServer.ABSENT).isPresent();

    assertThat(rehearse(template(auth))).isEqualToNormalizingNewlines(listed(auth));
  }

  /** Nothing is listed that is not in the template, and the other way round. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"api-key", "iam"})
  void the_list_has_every_resource_of_the_template(String auth) throws IOException {
    long resources = template(auth).json().get("Resources").size();

    assertThat(
            listed(auth)
                .lines()
                .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
                .sum())
        .isEqualTo(resources);
  }

  private String rehearse(Template template) throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("template.json"), template.toString());
    Path log = folder.resolve("log");
    try (MotoServer moto = MotoServer.start()) {
      Process script =
          new ProcessBuilder(
                  List.of(
                      MotoServer.installed().orElseThrow().resolveSibling("python3").toString(),
                      SCRIPT.toString(),
                      moto.address().toString(),
                      file.toString()))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      try {
        assertThat(script.waitFor(300, TimeUnit.SECONDS)).as("the rehearsal ends").isTrue();
        assertThat(script.exitValue()).as(Files.readString(log)).isZero();
      } finally {
        script.destroyForcibly();
      }
    }
    return Files.readString(log);
  }

  private static Template template(String auth) {
    return Synthesised.of(Map.of("auth", auth, "imageUri", Synthesised.IMAGE));
  }

  private static String listed(String auth) throws IOException {
    String name = "rehearsal-" + auth + ".txt";
    try (InputStream list =
        Objects.requireNonNull(RehearsalTest.class.getResourceAsStream(name), name)) {
      return new String(list.readAllBytes(), UTF_8);
    }
  }
}
