package io.github.slmsagemaker.container;

import io.github.slmsagemaker.core.chat.Sampling;
import io.github.slmsagemaker.testkit.gguf.RandomGguf;
import io.github.slmsagemaker.testkit.gguf.RandomShape;
import io.github.slmsagemaker.testkit.gguf.Encoding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A seeded random model of half a megabyte: only the form of what it says is meaning. */
final class RandomModel {
  static final int CONTEXT = 32_768;
  private static final long SEED = 20_250_318;

  /** The control tokens of its vocabulary, which are its last. */
  private static final List<Integer> CONTROL = List.of(356, 357, 358, 359);

  private RandomModel() {}

  /** The likeliest token each time that is no control token. */
  static Sampling greedyWithoutEnd() {
    Map<Integer, Double> bias =
        CONTROL.stream().collect(Collectors.toMap(Function.identity(), _ -> -100.0));
    return new Sampling(0, 1, 0, 0, OptionalLong.empty(), bias);
  }

  /** The file; always the same bytes. */
  static synchronized Path file() {
    Path file = Path.of("target", "random-" + SEED + ".gguf").toAbsolutePath();
    if (!Files.exists(file)) {
      System.err.println("random model: seed " + SEED);
      RandomGguf.write(file, new RandomShape(2, 4, 2, 128, 256, 0, CONTEXT, Encoding.Q8_0), SEED);
    }
    return file;
  }
}
