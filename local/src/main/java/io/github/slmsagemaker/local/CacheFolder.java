package io.github.slmsagemaker.local;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where weights and the unpacked native library are kept between runs. */
final class CacheFolder {
  private static final String NAME = "slm-sagemaker";

  private CacheFolder() {}

  /**
   * {@code $XDG_CACHE_HOME/slm-sagemaker} where that variable is an absolute path (as its
   * specification asks), else {@code ~/Library/Caches} on macOS and {@code ~/.cache} elsewhere.
   *
   * @param environment the process's environment
   * @param system value of the system property {@code os.name}
   * @param home the user's home folder
   */
  static Path of(Map<String, String> environment, String system, Path home) {
    Path named = Path.of(environment.getOrDefault("XDG_CACHE_HOME", ""));
    if (named.isAbsolute()) {
      return named.resolve(NAME);
    }
    boolean mac = system.toLowerCase(Locale.ROOT).startsWith("mac");
    return home.resolve(mac ? Path.of("Library", "Caches") : Path.of(".cache")).resolve(NAME);
  }
}
