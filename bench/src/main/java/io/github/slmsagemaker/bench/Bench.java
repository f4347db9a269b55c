package io.github.slmsagemaker.bench;

import io.github.slmsagemaker.testkit.gguf.Encoding;
import io.github.slmsagemaker.testkit.gguf.RandomGguf;
import io.github.slmsagemaker.testkit.gguf.RandomShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Prints ratios; absolute figures belong to the machine and the hour.
 *
 * <p>Arguments: {@code [ROUNDS [THREADS [FILE.gguf]]]}. Without a file it writes one with random
 * weights, which takes as long to compute as a trained one of the same shape.
 */
public final class Bench {
  private static final long SEED = 20_261_123;
  private static final int ROUNDS = 5;

  private Bench() {}

  /** Entry point; the working folder is the root of a clone. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int rounds = number(arguments, 0, ROUNDS);
    int threads = number(arguments, 1, Runtime.getRuntime().availableProcessors());
    Path folder = Path.of("bench", "target", "bench");
    Path model = arguments.length > 2 ? Path.of(arguments[2]) : randomModel(folder);
    System.out.printf(
        "model %s, %d MB, %d threads, %d rounds%n",
        model, Files.size(model) / 1_000_000, threads, rounds);
    new BurstBench().run(rounds, System.out);
    InvokerBench.besideForwarder(false).run(rounds, System.out);
    InvokerBench.besideForwarder(true).run(rounds, System.out);
    InvokerBench.besideNoLedger(false).run(rounds, System.out);
    new EngineBench(folder.resolve("cache"), model, threads).run(rounds, System.out);
  }

  /** About 0.4 GB, the size of the smallest models that people use. */
  private static Path randomModel(Path folder) {
    Path file = folder.resolve("random-" + SEED + ".gguf");
    if (!Files.exists(file)) {
      RandomShape shape = new RandomShape(32, 15, 5, 960, 2560, 49_152, 4096, Encoding.Q8_0);
      RandomGguf.write(file, shape, SEED);
    }
    return file;
  }

  private static int number(String[] arguments, int index, int otherwise) {
    if (arguments.length <= index) {
      return otherwise;
    }
    int number = Integer.parseInt(arguments[index]);
    if (number < 1) {
      throw new IllegalArgumentException(
          "argument %d is %d, expected 1 or more".formatted(index + 1, number));
    }
    return number;
  }
}
