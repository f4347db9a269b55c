package io.github.slmsagemaker.local.page;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.github.slmsagemaker.http.HttpRequest;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which requests are for the page. The root is the page's only for who asks for HTML, as browsers
 * do: for everybody else, an agent's {@code HEAD /} too, it stays what the API makes of it.
 */
public final class Page {
  private static final String ROOT = "/";

  private static final Map<String, PageFile> FILES =
      Stream.of(
              "page.css",
              "icon.svg",
              "main.js",
              "key.js",
              "settings.js",
              "tools.js",
              "chat.js",
              "answer.js",
              "stream.js",
              "snippets.js",
              "view.js")
          .collect(toUnmodifiableMap(name -> "/page/" + name, PageFile::of));

  private static final PageFile DOCUMENT = PageFile.of("index.html");

  private Page() {}

  /** The file that a request is for; empty where it is for the API. */
  public static Optional<PageFile> asked(HttpRequest request) {
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      return Optional.empty();
    }
    return request.path().equals(ROOT)
        ? Optional.of(DOCUMENT).filter(_ -> wantsHtml(request))
        : Optional.ofNullable(FILES.get(request.path()));
  }

  private static boolean wantsHtml(HttpRequest request) {
    return request.headers().all("accept").stream().anyMatch(types -> types.contains("text/html"));
  }
}
