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
  private static final String SHAPES = "1b, 3b, 8b, qwen3-4b, granite-tiny";

  private RandomModel() {}

  /**
   * Entry point.
   *
   * @param arguments shape and the file to write
   */
  public static void main(String[] arguments) {
    if (arguments.length != 2) {
      System.err.println("usage: bench/random-model SHAPE FILE.gguf, SHAPE one of " + SHAPES);
      System.exit(2);
    }
    RandomShape shape =
        switch (arguments[0]) {
          case "1b" -> RandomShape.llama1b(Encoding.Q4_K_M).withTiedOutput();
          case "3b" -> RandomShape.llama3b(Encoding.Q4_K_M).withTiedOutput();
          case "8b" -> RandomShape.llama8b(Encoding.Q4_K_M);
          case "qwen3-4b" -> RandomShape.qwen4b(Encoding.Q4_K_M);
          case "granite-tiny" -> RandomShape.graniteTiny(Encoding.Q4_K_M);
          default ->
              throw new IllegalArgumentException(
                  "shape is '%s', expected one of %s".formatted(arguments[0], SHAPES));
        };
    RandomGguf.write(Path.of(arguments[1]), shape, SEED);
    System.err.println("random model: seed " + SEED);
  }
}
