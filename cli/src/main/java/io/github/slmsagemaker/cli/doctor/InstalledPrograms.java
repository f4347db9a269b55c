package io.github.slmsagemaker.cli.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Programs on the PATH; one that takes longer than 20 s is ended and counts as failed. */
public final class InstalledPrograms implements Programs {
  private static final int PATIENCE_SECONDS = 20;

  @Override
  public Optional<String> says(List<String> command) {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException absent) {
      return Optional.empty();
    }
    try {
      process.getOutputStream().close();
      CompletableFuture<String> said =
          CompletableFuture.supplyAsync(() -> read(process.getInputStream()));
      boolean good =
          process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
      return good ? Optional.of(said.join().strip()) : Optional.empty();
    } catch (IOException broken) {
      return Optional.empty();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      process.destroyForcibly();
    }
  }

  private static String read(InputStream said) {
    try {
      return new String(said.readAllBytes(), UTF_8);
    } catch (IOException ended) {
      return "";
    }
  }
}
