package io.github.slmsagemaker.bench;

import io.github.slmsagemaker.testkit.gguf.Encoding;
import io.github.slmsagemaker.testkit.gguf.RandomGguf;
import io.github.slmsagemaker.testkit.gguf.RandomShape;
import java.nio.file.Path;

/**
 * Writes random weights in the shape of a model, for {@code container/measure}: speed and memory
 * depend on the shape alone.
 */
final class RandomModel {
  private static final long SEED = 1;

  private RandomModel() {}

  /**
   * Entry point.
   *
   * @param arguments shape, {@code 1b}, {@code 3b} or {@code 8b}, and the file to write
   */
  public static void main(String[] arguments) {
    if (arguments.length != 2) {
      System.err.println("usage: bench/random-model 1b|3b|8b FILE.gguf");
      System.exit(2);
    }
    RandomShape shape =
        switch (arguments[0]) {
          case "1b" -> RandomShape.llama1b(Encoding.Q4_K);
          case "3b" -> RandomShape.llama3b(Encoding.Q4_K);
          case "8b" -> RandomShape.llama8b(Encoding.Q4_K);
          default ->
              throw new IllegalArgumentException(
                  "shape is '" + arguments[0] + "', expected 1b, 3b or 8b");
        };
    RandomGguf.write(Path.of(arguments[1]), shape, SEED);
    System.err.println("random model: seed " + SEED);
  }
}
