package io.github.slmsagemaker.local;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where what nobody could make again is kept between runs, such as how much was spent. */
public final class StateFolder {
  private static final String NAME = "slm-sagemaker";

  private StateFolder() {}

  /** The folder of this process's user, on this machine. */
  public static Path of(Map<String, String> environment) {
    return of(environment, System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
  }

  /**
   * {@code $XDG_STATE_HOME/slm-sagemaker} where that variable is an absolute path (as its
   * specification asks), else {@code ~/Library/Application Support} on macOS and {@code
   * ~/.local/state} elsewhere.
   *
   * @param environment the process's environment
   * @param system value of the system property {@code os.name}
   * @param home the user's home folder
   */
  static Path of(Map<String, String> environment, String system, Path home) {
    Path named = Path.of(environment.getOrDefault("XDG_STATE_HOME", ""));
    if (named.isAbsolute()) {
      return named.resolve(NAME);
    }
    boolean mac = system.toLowerCase(Locale.ROOT).startsWith("mac");
    return home.resolve(
            mac ? Path.of("Library", "Application Support") : Path.of(".local", "state"))
        .resolve(NAME);
  }
}
