package io.github.slmsagemaker.acceptance.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every page leads to what is there. Links that leave the clone are not looked at. */
final class LinksTest {
  private static final Pattern ELSEWHERE =
      Pattern.compile("(?:[a-z][a-z0-9+.-]*:|//|\\.\\./\\.\\./raw/).*");

  /** Folders between slashes, with {@code ...} for those that are left out. */
  private static final Pattern PATH = Pattern.compile("(?:\\./)?[\\w.-]+(?:/[\\w.*-]+)+/?");

  private static final Pattern BUILT = Pattern.compile("(?:.*/)?(?:target|node_modules)(?:/.*)?");

  private final Clone clone;

  LinksTest() throws IOException {
    this.clone = new Clone(Path.of(".."));
  }

  @Test
  void every_link_leads_to_what_is_there() throws Exception {
    assertThat(
            problems(
                (page, text) -> text.targets().stream().flatMap(to -> broken(page, to).stream())))
        .isEmpty();
  }

  @Test
  void every_file_that_is_named_is_there() throws Exception {
    assertThat(
            problems(
                (page, text) ->
                    text.codes().stream()
                        .filter(this::isOurs)
                        .filter(code -> isMissing(page, code))))
        .isEmpty();
  }

  @Test
  void an_anchor_is_made_as_github_makes_it() {
    Page page = Page.of("# What's `new`?\n```\n# none\n```\n## Same\n## Same\n");

    assertThat(page.anchors()).containsExactly("whats-new", "same", "same-1");
  }

  @Test
  void a_link_that_leads_nowhere_is_seen() {
    Path page = Path.of("docs", "api.md");

    assertThat(broken(page, "openapi.yaml")).isEmpty();
    assertThat(broken(page, "no-such.md")).isPresent();
    assertThat(broken(page, "#no-such-heading")).isPresent();
    assertThat(broken(page, "../../outside.md")).isPresent();
    assertThat(broken(page, "https://example.com/x")).isEmpty();
    assertThat(isOurs("docs/no-such.md") && isMissing(page, "docs/no-such.md")).isTrue();
  }

  private List<String> problems(BiFunction<Path, Page, Stream<String>> check) throws IOException {
    List<String> problems = new ArrayList<>();
    for (Path page : clone.pages()) {
      check.apply(page, read(page)).map(problem -> page + ": " + problem).forEach(problems::add);
    }
    assertThat(clone.pages()).contains(Path.of("README.md"), Path.of("docs", "api.md"));
    return problems;
  }

  private Optional<String> broken(Path page, String target) {
    if (ELSEWHERE.matcher(target).matches()) {
      return Optional.empty();
    }
    URI link = URI.create(target);
    Path to = link.getPath().isEmpty() ? page : page.resolveSibling(link.getPath()).normalize();
    if (!clone.has(to)) {
      return Optional.of(target + " leads to " + to + ", which is not there");
    }
    String anchor = link.getFragment();
    return anchor == null || read(to).anchors().contains(anchor)
        ? Optional.empty()
        : Optional.of(target + ": " + to + " has no heading for #" + anchor);
  }

  /** A path that begins with something at the root of the clone, and is not made by a build. */
  private boolean isOurs(String code) {
    return PATH.matcher(code).matches()
        && !BUILT.matcher(code).matches()
        && (code.startsWith("./") || clone.has(Path.of(code).getName(0)));
  }

  private boolean isMissing(Path page, String code) {
    String path = code.replaceFirst("^\\./", "").replaceFirst("/$", "");
    String glob = path.replace("...", "**");
    Path folder = page.getParent();
    return !clone.hasAny(glob) && (folder == null || !clone.hasAny(folder + "/" + glob));
  }

  private Page read(Path page) {
    try {
      return Page.of(Files.readString(clone.root().resolve(page)));
    } catch (IOException e) {
      throw new AssertionError(page + " cannot be read", e);
    }
  }
}
