package io.github.slmsagemaker.deployment;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Pages of which origins may call the API from a browser.
 *
 * @param allowed each as browsers write it in {@code Origin}, or {@code *} alone for every page;
 *     empty for none
 */
public record Origins(List<String> allowed) {
  /** No page of any other origin. */
  public static final Origins NONE = new Origins(List.of());

  private static final String EVERY = "*";

  /** Scheme, host in small letters and port; RFC 6454, 6.2. */
  private static final Pattern FORM =
      Pattern.compile("https?://([a-z0-9_-]+(\\.[a-z0-9_-]+)*|\\[[0-9a-f:.]+])(:\\d{1,5})?");

  public Origins {
    allowed = List.copyOf(allowed);
    Bounds.require(List.of(problem("corsOrigins", allowed)));
  }

  /** What is wrong with origins that a person wrote. */
  public static Optional<String> problem(String name, List<String> origins) {
    if (origins.contains(EVERY)) {
      return origins.size() == 1
          ? Optional.empty()
          : Optional.of(
              "%s has '*' beside others, expected '*' alone, which lets every page call, or the"
                      .formatted(name)
                  + " origins without it");
    }
    return origins.stream()
        .filter(origin -> !FORM.matcher(origin).matches())
        .findFirst()
        .map(
            odd ->
                ("%s has '%s', expected origins between commas as browsers write them, such as"
                        + " https://chat.example.com or http://localhost:3000, without a path and in"
                        + " small letters; or '*' alone, which lets every page call")
                    .formatted(name, odd));
  }
}
