package io.github.slmsagemaker.acceptance.pages;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * One page of Markdown.
 *
 * @param text without its fenced blocks, which are no links and no headings
 */
record Page(String text) {
  private static final Pattern FENCED = Pattern.compile("(?ms)^ *(```+|~~~+).*?^ *\\1 *$");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.*?)[ #]*$");
  private static final Pattern NAMED = Pattern.compile("<a (?:id|name)=\"([^\"]+)\"");
  private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
  private static final Pattern INLINE = Pattern.compile("\\]\\(<?([^)>\\s]+)>?(?: \"[^\"]*\")?\\)");
  private static final Pattern REFERENCE = Pattern.compile("(?m)^\\[[^]]+]: +<?([^>\\s]+)");
  private static final Pattern HTML = Pattern.compile("(?:href|src)=\"([^\"]+)\"");

  static Page of(String markdown) {
    return new Page(FENCED.matcher(markdown).replaceAll(""));
  }

  /** Where links and images lead, as they are written. */
  Set<String> targets() {
    String prose = CODE.matcher(text).replaceAll("");
    Set<String> targets = new LinkedHashSet<>();
    for (Pattern form : List.of(INLINE, REFERENCE, HTML)) {
      form.matcher(prose).results().map(match -> match.group(1)).forEach(targets::add);
    }
    return targets;
  }

  /** What stands as code within sentences. */
  List<String> codes() {
    return CODE.matcher(text).results().map(match -> match.group(1)).toList();
  }

  /**
   * Names that {@code #...} can lead to, made of headings as GitHub makes them: lower case, without
   * punctuation, hyphens for spaces, numbered where they repeat.
   */
  Set<String> anchors() {
    Set<String> anchors = new LinkedHashSet<>();
    Map<String, Integer> seen = new HashMap<>();
    for (MatchResult heading : HEADING.matcher(text).results().toList()) {
      String words = heading.group(1).replaceAll("!?\\[([^]]*)]\\([^)]*\\)", "$1");
      String slug =
          words.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-');
      int before = seen.merge(slug, 1, Integer::sum) - 1;
      anchors.add(before == 0 ? slug : slug + "-" + before);
    }
    NAMED.matcher(text).results().map(match -> match.group(1)).forEach(anchors::add);
    return anchors;
  }
}
