package io.github.slmsagemaker.local.llama.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.slmsagemaker.local.llama.LlamaException;
import io.github.slmsagemaker.local.llama.RealEngine;
import io.github.slmsagemaker.local.llama.EngineOptions;
import io.github.slmsagemaker.local.llama.binding.LlamaLibrary;
import io.github.slmsagemaker.local.llama.session.LlamaModel;
import io.github.slmsagemaker.local.llama.session.LlamaSession;
import io.github.slmsagemaker.local.gguf.GgufFile;
import io.github.slmsagemaker.testkit.gguf.RandomArchitecture;
import io.github.slmsagemaker.testkit.gguf.RandomGguf;
import io.github.slmsagemaker.testkit.gguf.RandomShape;
import io.github.slmsagemaker.testkit.gguf.Encoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MemoryNeedTest {
  private static final long GIB = 1L << 30;

  @TempDir Path folder;

  @ParameterizedTest(name = "context {0}, physical batch {1}")
  @CsvSource({"1024, 64", "2048, 256", "512, 512"})
  void the_estimate_is_near_what_llama_cpp_allocates(int context, int batch) {
    LlamaLibrary library = RealEngine.library();
    EngineOptions options =
        EngineOptions.defaults(1).withContextTokens(context).withBatches(batch, batch);
    try (LlamaModel model = RealEngine.model();
        LlamaSession session = LlamaSession.open(model, options)) {
      MemoryNeed need = MemoryNeed.of(model.file(), options);
      List<String> log = library.recentLog();
      assertThat(session.contextTokens()).isEqualTo(context);
      assertThat(need.cache() / 1048576.0)
          .isCloseTo(mebibytes(log, "KV buffer size"), within(0.01));
      assertThat(need.compute() / 1048576.0)
          .isCloseTo(mebibytes(log, "CPU compute buffer size"), within(1.0));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LLAMA", "QWEN2", "PHI3", "GEMMA2"})
  void the_estimate_holds_for_every_architecture(RandomArchitecture architecture) {
    Path path = folder.resolve("model.gguf");
    RandomGguf.write(path, RandomShape.tiny().withArchitecture(architecture), 1);
    LlamaLibrary library = RealEngine.library();
    EngineOptions options = EngineOptions.defaults(1).withContextTokens(2048).withBatches(256, 256);
    try (LlamaModel model = LlamaModel.load(library, path);
        LlamaSession session = LlamaSession.open(model, options)) {
      MemoryNeed need = MemoryNeed.of(model.file(), options);
      List<String> log = library.recentLog();
      assertThat(session.contextTokens()).isEqualTo(2048);
      assertThat(need.cache() / 1048576.0)
          .isCloseTo(mebibytes(log, "KV buffer size"), within(0.01));
      assertThat(need.compute() / 1048576.0)
          .isGreaterThan(mebibytes(log, "CPU compute buffer size") - 1.5)
          .isLessThan(mebibytes(log, "CPU compute buffer size") * 1.5);
    }
  }

  private static double mebibytes(List<String> log, String what) {
    Pattern pattern = Pattern.compile(what + " =\\s*([0-9.]+) MiB");
    return log.reversed().stream()
        .map(pattern::matcher)
        .filter(Matcher::find)
        .mapToDouble(matcher -> Double.parseDouble(matcher.group(1)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void the_second_copy_of_q4_0_counts() {
    Path path = folder.resolve("q4.gguf");
    RandomGguf.write(path, RandomShape.tiny().withWeights(Encoding.Q4_0), 1);
    MemoryNeed need = MemoryNeed.of(GgufFile.read(path), RealEngine.options());
    assertThat(need.repacked()).isBetween(need.weights() / 2, need.weights());
    assertThat(need.total())
        .isEqualTo(need.weights() + need.repacked() + need.cache() + need.compute());
  }

  @Test
  void too_little_memory_is_one_line_with_the_numbers() {
    MemoryNeed need = new MemoryNeed(5 * GIB, 0, GIB / 2, GIB / 4);
    Path file = Path.of("big.gguf");
    need.requireWithin(new AvailableMemory(6 * GIB, "this machine"), file);
    assertThatThrownBy(() -> need.requireWithin(new AvailableMemory(4 * GIB, "this machine"), file))
        .isInstanceOfSatisfying(
            LlamaException.TooLittleMemory.class,
            e -> {
              assertThat(e.neededBytes()).isEqualTo(need.total());
              assertThat(e.availableBytes()).isEqualTo(4 * GIB);
            })
        .message()
        .hasLineCount(1)
        .contains("big.gguf", "too little memory", "5888 MiB", "5120 MiB", "4096 MiB");
  }

  private void write(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private AvailableMemory available() {
    return AvailableMemory.read(folder.resolve("proc"), folder.resolve("cgroup"));
  }

  @Test
  void without_a_limit_the_machine_decides() throws IOException {
    write("proc/meminfo", "MemTotal: 9 kB\nMemAvailable:    2048 kB\n");
    write("proc/self/cgroup", "0::/a/b\n");
    write("cgroup/a/memory.max", "max\n");
    assertThat(available()).isEqualTo(new AvailableMemory(2048 * 1024, "this machine"));
  }

  @Test
  void the_tightest_control_group_decides_and_its_page_cache_is_free() throws IOException {
    write("proc/meminfo", "MemAvailable: 99999999 kB\n");
    write("proc/self/cgroup", "0::/a/b\n");
    write("cgroup/a/b/memory.max", (8 * GIB) + "\n");
    write("cgroup/a/b/memory.current", "0\n");
    write("cgroup/a/memory.max", (6 * GIB) + "\n");
    write("cgroup/a/memory.current", (3 * GIB) + "\n");
    write("cgroup/a/memory.stat", "anon 1\ninactive_file " + GIB + "\nactive_file " + GIB + "\n");
    assertThat(available().bytes()).isEqualTo(5 * GIB);
    assertThat(available().source()).isEqualTo("the control group's limit of 6144 MiB");
  }

  @Test
  void a_version_1_control_group_counts_too() throws IOException {
    write("proc/meminfo", "MemAvailable: 99999999 kB\n");
    write("proc/self/cgroup", "5:cpu,cpuacct:/x\n4:memory:/docker/1\n");
    write("cgroup/memory/memory.limit_in_bytes", "1000\n");
    write("cgroup/memory/memory.usage_in_bytes", "400\n");
    assertThat(available().bytes()).isEqualTo(600);
  }

  @Test
  void this_machine_has_memory() {
    assertThat(AvailableMemory.read().bytes()).isPositive();
    assertThat(available().bytes()).as("without /proc").isPositive();
  }
}
