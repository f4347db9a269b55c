package io.github.slmsagemaker.cli.running;

import java.net.URI;
import java.util.Objects;

/**
 * A stack that a process of this user runs.
 *
 * @param baseUrl ends with {@code /v1}
 * @param key opens it; empty where a token does, which nobody here has
 */
public record RunningStack(URI baseUrl, String key) {
  public RunningStack {
    Objects.requireNonNull(baseUrl, "baseUrl");
    Objects.requireNonNull(key, "key");
  }

  /** Not the key. */
  @Override
  public String toString() {
    return "RunningStack[" + baseUrl + "]";
  }
}
