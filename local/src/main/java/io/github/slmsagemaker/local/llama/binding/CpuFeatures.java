package io.github.slmsagemaker.local.llama.binding;

import io.github.slmsagemaker.local.llama.LlamaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The instruction sets that the Linux x64 library was compiled for. Without one of them the process
 * would die of an illegal instruction.
 */
final class CpuFeatures {
  static final Path CPUINFO = Path.of("/proc/cpuinfo");
  private static final List<String> NEEDED = List.of("avx", "avx2", "bmi2", "f16c", "fma");

  private CpuFeatures() {}

  /**
   * Reads the first {@code flags} line of {@code cpuinfo}; a file without one says nothing and
   * passes.
   */
  static void requireX64(Path cpuinfo) {
    try (Stream<String> lines = Files.lines(cpuinfo)) {
      lines.filter(line -> line.startsWith("flags")).findFirst().ifPresent(CpuFeatures::require);
    } catch (IOException e) {
      throw new LlamaException.UnsupportedMachine(
          "cannot read %s (%s), expected the processor's flags; mount /proc"
              .formatted(cpuinfo, e.getMessage()));
    }
  }

  private static void require(String flagsLine) {
    Set<String> missing = new TreeSet<>(NEEDED);
    List.of(flagsLine.split("\\s+")).forEach(missing::remove);
    if (!missing.isEmpty()) {
      throw new LlamaException.UnsupportedMachine(
          "the processor lacks %s, expected %s; use a machine from 2015 or later"
              .formatted(String.join(", ", missing), String.join(", ", NEEDED)));
    }
  }
}
