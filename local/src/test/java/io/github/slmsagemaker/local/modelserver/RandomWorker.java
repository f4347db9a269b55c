package io.github.slmsagemaker.local.modelserver;

import static org.junit.jupiter.api.Assumptions.abort;

import io.github.slmsagemaker.testkit.gguf.RandomGguf;
import io.github.slmsagemaker.testkit.gguf.RandomShape;
import io.github.slmsagemaker.testkit.gguf.Encoding;
import io.github.slmsagemaker.local.llama.LlamaException;
import io.github.slmsagemaker.local.llama.binding.LlamaLibrary;
import io.github.slmsagemaker.local.llama.worker.LlamaWorker;
import io.github.slmsagemaker.local.llama.EngineOptions;
import java.nio.file.Path;

/** A real llama.cpp with the same small random model every time. */
public final class RandomWorker {
  public static final int CONTEXT = 32_768;

  /** The model's file without its extension. */
  public static final String MODEL = "random-20250318";

  private static final long SEED = 20_250_318;
  private static final Path FOLDER = Path.of("target", "model-server-tests");

  private RandomWorker() {}

  /** One that has loaded; ends the test as skipped where no llama.cpp runs. */
  public static LlamaWorker start(int mostWaiting) {
    return start(mostWaiting, CONTEXT);
  }

  static synchronized LlamaWorker start(int mostWaiting, int contextTokens) {
    Path file = FOLDER.resolve(MODEL + ".gguf");
    RandomGguf.write(file, new RandomShape(2, 4, 2, 128, 256, 0, CONTEXT, Encoding.Q8_0), SEED);
    try {
      LlamaLibrary library = LlamaLibrary.load(FOLDER.resolve("cache"));
      EngineOptions session =
          EngineOptions.defaults(1).withContextTokens(contextTokens).withBatches(64, 64);
      return LlamaWorker.start(library, file, session.withMostWaiting(mostWaiting));
    } catch (LlamaException.UnsupportedMachine e) {
      return abort("no llama.cpp on this machine: " + e.getMessage());
    }
  }
}
