package io.github.slmsagemaker.cli.local;

import io.github.slmsagemaker.cli.running.RunningStack;
import io.github.slmsagemaker.cli.running.RunningStacks;
import io.github.slmsagemaker.local.LocalStack;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** A stack that {@code slm chat} finds until it is closed. */
record AnnouncedStack(LocalStack stack, Path file) implements LocalStack {

  /**
   * @throws IOException where it cannot be announced
   */
  static LocalStack of(LocalStack stack, String key, RunningStacks running) throws IOException {
    return new AnnouncedStack(stack, running.announce(new RunningStack(stack.baseUrl(), key)));
  }

  @Override
  public URI baseUrl() {
    return stack.baseUrl();
  }

  @Override
  public String model() {
    return stack.model();
  }

  @Override
  public String engine() {
    return stack.engine();
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException stays) {
      // Whoever reads it sees that the process is gone.
    }
    stack.close();
  }
}
