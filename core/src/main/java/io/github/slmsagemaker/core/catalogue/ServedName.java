package io.github.slmsagemaker.core.catalogue;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * The name under which a model of somebody's own is listed and asked: what its file or its engine
 * is called, as far as a request can write that. Any character that is seen may be in it; a client
 * puts it into JSON as it is, and into a path percent-encoded.
 *
 * @param value 1 to {@value #MOST_CHARS} characters, no control characters among them, no part
 *     between slashes that paths give a meaning to
 */
public record ServedName(String value) {
  /** Longer than any file's name, and what a request may say. */
  public static final int MOST_CHARS = 1024;

  private static final String NAMELESS = "model";
  private static final Pattern PATH =
      Pattern.compile("(?i)^([/\\\\~.]|[a-z]:[/\\\\]).*|.*\\.gguf$");
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cs}\\x{2028}\\x{2029}]");

  /** The name of a file, or what an engine calls its model: a name, or a path to it. */
  public static ServedName of(String given) {
    String stem = PATH.matcher(given).matches() ? stem(given) : given;
    String seen = UNSEEN.matcher(stem).replaceAll("-").strip();
    String name = seen.substring(0, Math.min(MOST_CHARS, seen.length()));
    return new ServedName(meansSomethingToPaths(name) ? plain(name) : name);
  }

  @Override
  public String toString() {
    return value;
  }

  private static String stem(String path) {
    return path.replaceFirst("(?s)^.*[/\\\\]", "").replaceFirst("(?i)\\.gguf$", "");
  }

  private static boolean meansSomethingToPaths(String name) {
    return Arrays.stream(name.split("[/\\\\]", -1))
        .anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
  }

  private static String plain(String name) {
    String plain = name.replaceAll("[/\\\\.]+", "-").replaceAll("^-+|-+$", "");
    return plain.isEmpty() ? NAMELESS : plain;
  }
}
