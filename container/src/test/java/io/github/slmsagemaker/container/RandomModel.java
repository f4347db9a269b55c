package io.github.slmsagemaker.container;

import io.github.slmsagemaker.local.gguf.RandomGguf;
import io.github.slmsagemaker.local.gguf.RandomShape;
import io.github.slmsagemaker.local.gguf.TensorType;
import java.nio.file.Files;
import java.nio.file.Path;

/** A seeded random model of half a megabyte: only the form of what it says is meaning. */
final class RandomModel {
  static final int CONTEXT = 32_768;
  private static final long SEED = 20_250_318;

  private RandomModel() {}

  /** The file; always the same bytes. */
  static synchronized Path file() {
    Path file = Path.of("target", "random-" + SEED + ".gguf").toAbsolutePath();
    if (!Files.exists(file)) {
      System.err.println("random model: seed " + SEED);
      RandomGguf.write(file, new RandomShape(2, 4, 2, 128, 256, 0, CONTEXT, TensorType.Q8_0), SEED);
    }
    return file;
  }
}
