package io.github.slmsagemaker.local.llama;

import static org.junit.jupiter.api.Assumptions.abort;

import io.github.slmsagemaker.local.llama.binding.LlamaLibrary;
import io.github.slmsagemaker.local.llama.session.LlamaModel;
import io.github.slmsagemaker.testkit.gguf.RandomGguf;
import io.github.slmsagemaker.testkit.gguf.RandomShape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The real library and a random model; tests skip with the reason where it cannot run. */
public final class RealEngine {
  public static final long SEED = 20_250_318;
  public static final BooleanSupplier NEVER = () -> false;
  private static final Path FOLDER = Path.of("target", "engine-tests");

  private RealEngine() {}

  public static LlamaLibrary library() {
    try {
      return LlamaLibrary.load(FOLDER.resolve("cache"));
    } catch (LlamaException.UnsupportedMachine e) {
      return abort("no llama.cpp on this machine: " + e.getMessage());
    }
  }

  public static Path randomModel() {
    return randomModel(RandomShape.tiny(), SEED);
  }

  public static synchronized Path randomModel(RandomShape shape, long seed) {
    Path file = FOLDER.resolve("random-%s-%d.gguf".formatted(shape.weights(), seed));
    RandomGguf.write(file, shape, seed);
    return file;
  }

  public static LlamaModel model() {
    return LlamaModel.load(library(), randomModel());
  }

  public static EngineOptions options() {
    return EngineOptions.defaults(1).withContextTokens(256).withBatches(32, 32);
  }

  /** Resident memory of this process in bytes, 0 where the system does not say. */
  public static long residentBytes() {
    Path statm = Path.of("/proc/self/statm");
    if (!Files.isReadable(statm)) {
      return 0;
    }
    try {
      return Long.parseLong(Files.readString(statm).split(" ", 3)[1]) * 4096;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for another thread; the interrupt of a test's time limit ends a wait in vain. */
  public static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      if (Thread.interrupted()) {
        throw new IllegalStateException("interrupted while waiting");
      }
      LockSupport.parkNanos(1_000_000);
    }
  }
}
