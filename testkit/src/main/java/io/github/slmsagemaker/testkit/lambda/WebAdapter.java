package io.github.slmsagemaker.testkit.lambda;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The real Lambda Web Adapter, where {@code tools/adapter.sh} has built it. */
public final class WebAdapter {
  /** The crate's version, as the script pins it. */
  public static final String VERSION = "0.9.1";

  /** Why a test that needs it is skipped. */
  public static final String ABSENT =
      "there is no Lambda Web Adapter "
          + VERSION
          + ": run tools/adapter.sh, which needs cargo and builds for a minute";

  private WebAdapter() {}

  /** The program; empty where nobody has built it. */
  public static Optional<Path> installed() {
    return Optional.of(cache().resolve("lambda-web-adapter-" + VERSION + "/bin/lambda-adapter"))
        .filter(Files::isExecutable);
  }

  private static Path cache() {
    return Optional.ofNullable(System.getProperty("slm.tools"))
        .map(Path::of)
        .orElseGet(
            () -> Path.of(System.getProperty("user.home"), ".cache", "slm-sagemaker", "tools"));
  }
}
