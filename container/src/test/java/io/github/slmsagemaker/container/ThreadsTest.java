package io.github.slmsagemaker.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.deployment.ContainerNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Threads that the engine is started with, on a machine of four processors. */
class ThreadsTest {
  @TempDir private Path folder;
  private Image image;

  @BeforeEach
  void image() throws IOException {
    image = Image.llamaCpp(folder);
    image.replace("checks.sh", "$(nproc)", "4");
  }

  @ParameterizedTest(name = "cpu.max: {0}")
  @CsvSource({
    "max 100000, 4",
    "400000 100000, 4",
    "347000 100000, 4",
    "150000 100000, 2",
    "100000 100000, 1",
    "30000 100000, 1",
    "900000 100000, 4",
  })
  void a_control_group_of_version_2_bounds_them(String share, String threads) throws Exception {
    image.controlGroup("cpu.max", share + "\n");

    assertThat(threads()).isEqualTo(threads);
  }

  @ParameterizedTest(name = "quota {0}")
  @CsvSource({"-1, 4", "250000, 3", "50000, 1"})
  void a_control_group_of_version_1_bounds_them(String quota, String threads) throws Exception {
    image.controlGroup("cpu/cpu.cfs_quota_us", quota + "\n");
    image.controlGroup("cpu/cpu.cfs_period_us", "100000\n");

    assertThat(threads()).isEqualTo(threads);
  }

  @Test
  void there_are_as_many_as_processors_where_no_control_group_says_less() throws Exception {
    assertThat(threads()).isEqualTo("4");
  }

  @Test
  void the_setting_goes_before_the_control_group() throws Exception {
    image.controlGroup("cpu.max", "100000 100000\n");

    assertThat(threads("3")).isEqualTo("3");
  }

  @Test
  void more_than_there_are_processors_are_refused() throws Exception {
    Map<String, String> settings = Image.settings();
    settings.put(ContainerNames.THREADS, "5");

    try (Running run = image.start(settings)) {
      assertThat(run.status()).isEqualTo(78);
      assertThat(run.said().strip())
          .isEqualTo(
              "slm: SLM_THREADS is 5, but there are 4 processors here; leave it out, or take at"
                  + " most as many");
    }
  }

  private String threads(String... set) throws Exception {
    Map<String, String> settings = new TreeMap<>(Image.settings());
    settings.remove(ContainerNames.THREADS);
    for (String number : set) {
      settings.put(ContainerNames.THREADS, number);
    }
    try (Running run = image.start(settings)) {
      List<String> arguments = run.untilStarted("llama-server").note("llama-server.arguments");
      return arguments.get(arguments.indexOf("--threads") + 1);
    }
  }
}
