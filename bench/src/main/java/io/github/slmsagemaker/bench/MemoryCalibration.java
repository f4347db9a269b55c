package io.github.slmsagemaker.bench;

import io.github.slmsagemaker.capacity.models.MemoryModel;
import io.github.slmsagemaker.capacity.models.MemoryNeed;
import io.github.slmsagemaker.core.catalogue.Architecture;
import io.github.slmsagemaker.deployment.Placement;
import io.github.slmsagemaker.deployment.engine.LlamaCppBuild;
import io.github.slmsagemaker.local.llama.binding.LlamaLibrary;
import io.github.slmsagemaker.testkit.gguf.Encoding;
import io.github.slmsagemaker.testkit.gguf.RandomGguf;
import io.github.slmsagemaker.testkit.gguf.RandomShape;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Compares {@code capacity}'s prediction with the memory that llama.cpp b4916 really holds, for one
 * model of random weights in one process; {@code bench/calibrate} runs it for each.
 *
 * <p>Arguments: {@code write|measure 1b|3b|8b Q4_K|Q8_0 FOLDER PROMPT_TOKENS}. Reads {@code /proc},
 * so it needs Linux. The JVM's own memory is what it held before the model was loaded.
 */
public final class MemoryCalibration {
  private static final long SEED = 20_261_123;
  private static final int DECODED_TOKENS = 4;

  /** Memory does not depend on it, and a single thread does not spin while it waits for others. */
  private static final int THREADS = 1;

  private static final double MIB = 1 << 20;
  private static final Path STATUS = Path.of("/proc/self/status");

  private final String size;
  private final Encoding type;
  private final Path folder;
  private final int promptTokens;
  private final Placement.Serverless usual = Placement.Serverless.USUAL;

  private MemoryCalibration(String size, Encoding type, Path folder, int promptTokens) {
    this.size = size;
    this.type = type;
    this.folder = folder;
    this.promptTokens = promptTokens;
  }

  /** Entry point. */
  public static void main(String[] arguments) throws IOException {
    MemoryCalibration calibration =
        new MemoryCalibration(
            arguments[1],
            Encoding.valueOf(arguments[2]),
            Path.of(arguments[3]),
            Integer.parseInt(arguments[4]));
    if (arguments[0].equals("write")) {
      RandomGguf.write(calibration.file(), calibration.shape(), SEED);
    } else {
      calibration.measure(System.out);
    }
  }

  /** One line of a Markdown table, in MiB. */
  private void measure(PrintStream out) throws IOException {
    LlamaLibrary library = LlamaLibrary.load(folder.resolve("cache"));
    long before = status("VmRSS:");
    long anonymousBefore = status("RssAnon:");
    long tables;
    try (BareLoop loop = new BareLoop(library, file())) {
      tables = status("RssAnon:") - anonymousBefore;
      loop.measure(
          usual.usualContextTokens(),
          usual.settings().physicalBatchTokens(),
          THREADS,
          promptTokens,
          DECODED_TOKENS);
    }
    row(out, status("VmHWM:") - before, tables);
  }

  private void row(PrintStream out, long measured, long tables) throws IOException {
    MemoryNeed need =
        MemoryModel.onProcessors(
            architecture(),
            Files.size(file()),
            type.name(),
            LlamaCppBuild.EARLY_2025,
            usual.settings(),
            usual.usualContextTokens(),
            promptTokens);
    // The library was there before, and page tables are the kernel's.
    long predicted = need.peak() - need.runtime() + tables;
    out.printf(
        Locale.ROOT,
        "| %s | %s | %d | %.0f | %.0f | %.0f | %.0f | %.0f | %.0f | %+.1f %% |%n",
        size.toUpperCase(Locale.ROOT),
        type,
        promptTokens,
        need.weights() / MIB,
        need.keysAndValues() / MIB,
        need.compute() / MIB,
        tables / MIB,
        predicted / MIB,
        measured / MIB,
        100.0 * (predicted - measured) / measured);
  }

  private Path file() {
    return folder.resolve("random-%s-%s.gguf".formatted(size, type));
  }

  private RandomShape shape() {
    return switch (size) {
      case "1b" -> RandomShape.llama1b(type);
      case "3b" -> RandomShape.llama3b(type);
      case "8b" -> RandomShape.llama8b(type);
      default -> throw new IllegalArgumentException("size is " + size + ", expected 1b, 3b or 8b");
    };
  }

  private Architecture architecture() {
    RandomShape shape = shape();
    return new Architecture(
        shape.layers(),
        shape.heads(),
        shape.kvHeads(),
        shape.embedding() / shape.heads(),
        shape.embedding(),
        shape.feedForward(),
        shape.vocabulary(),
        shape.trainingContext(),
        false,
        "random weights");
  }

  private static long status(String field) throws IOException {
    return Files.readAllLines(STATUS).stream()
            .filter(line -> line.startsWith(field))
            .map(line -> line.replaceAll("\\D", ""))
            .mapToLong(Long::parseLong)
            .findFirst()
            .orElseThrow(() -> new IOException(STATUS + " has no " + field))
        * 1024;
  }
}
