package io.github.slmsagemaker.cli.chat;

import io.github.slmsagemaker.cli.running.RunningStack;
import io.github.slmsagemaker.cli.running.RunningStacks;
import io.github.slmsagemaker.local.startup.StartFailure;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/**
 * Where the API is, and what opens it.
 *
 * @param baseUrl ends with {@code /v1}, without a slash behind it
 */
record Api(URI baseUrl, String key) {
  /**
   * What the environment names, else what runs on this machine. A key alone says nothing: it may be
   * meant for somebody else, so it is sent nowhere.
   *
   * @throws StartFailure where there is none
   */
  static Api of(Map<String, String> environment) {
    String url = environment.getOrDefault("OPENAI_BASE_URL", "").strip().replaceFirst("/+$", "");
    if (url.isEmpty()) {
      return running(environment);
    }
    String key = environment.getOrDefault("OPENAI_API_KEY", "").strip();
    if (key.isEmpty()) {
      throw new StartFailure(
          "OPENAI_BASE_URL is set and OPENAI_API_KEY is not; set it to the key, or unset both to"
              + " talk to a running slm local");
    }
    return new Api(checked(url), key);
  }

  URI at(String path) {
    return URI.create(baseUrl + path);
  }

  private static Api running(Map<String, String> environment) {
    try {
      RunningStack stack =
          new RunningStacks(environment)
              .newest()
              .orElseThrow(
                  () ->
                      new StartFailure(
                          "no slm local runs here; start ./slm local in another terminal, or set"
                              + " OPENAI_BASE_URL and OPENAI_API_KEY to those of a deployment"));
      if (stack.key().isEmpty()) {
        throw new StartFailure(
            "the slm local at %s wants a token, and keeps none: set OPENAI_BASE_URL to that and"
                    .formatted(stack.baseUrl())
                + " OPENAI_API_KEY to a token");
      }
      return new Api(stack.baseUrl(), stack.key());
    } catch (IOException unreadable) {
      throw new StartFailure(
          "what runs here cannot be read (%s); set OPENAI_BASE_URL and OPENAI_API_KEY"
              .formatted(unreadable.getMessage()),
          unreadable);
    }
  }

  private static URI checked(String url) {
    try {
      URI uri = URI.create(url);
      if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?")) {
        return uri;
      }
    } catch (IllegalArgumentException noUri) {
      // Told below.
    }
    throw new StartFailure(
        "OPENAI_BASE_URL is '%s', expected a URL such as http://127.0.0.1:8080/v1".formatted(url));
  }

  /** Not the key. */
  @Override
  public String toString() {
    return "Api[" + baseUrl + "]";
  }
}
