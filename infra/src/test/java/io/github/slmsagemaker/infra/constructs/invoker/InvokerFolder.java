package io.github.slmsagemaker.infra.constructs.invoker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The least that passes for the invoker's package, in a folder that goes away with the process. */
public final class InvokerFolder {
  public static final Path PATH = create();

  private InvokerFolder() {}

  private static Path create() {
    try {
      Path folder = Files.createTempDirectory("slm-invoker");
      Path start = Files.writeString(folder.resolve("run.sh"), "#!/bin/sh\nexit 0\n");
      if (!start.toFile().setExecutable(true)) {
        throw new IllegalStateException("cannot make " + start + " executable");
      }
      folder.toFile().deleteOnExit();
      start.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
