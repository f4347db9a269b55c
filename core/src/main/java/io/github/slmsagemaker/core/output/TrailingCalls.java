package io.github.slmsagemaker.core.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The end of an answer while it may be calls as small models write them, without the tags that they
 * were asked for: as bare JSON, one or a list, in a code fence, or within other tags.
 *
 * <p>It is calls only if nothing but calls follows to the very end; otherwise a text that shows
 * some JSON.
 */
final class TrailingCalls {
  static final String FENCE = "```";

  private static final Set<String> FENCED = Set.of("", "json", "xml", "tool_call");
  private static final int LONGEST_INFO = 16;

  private final Set<String> callable;
  private final List<Wrapper> wrappers;
  private final JsonSpan json;
  private final List<CallBody> calls = new ArrayList<>();
  private int start;
  private int at;
  private boolean inJson;
  private boolean fenced;
  private @Nullable Wrapper wrapper;
  private int callsBefore;

  TrailingCalls(Set<String> callable) {
    this.callable = callable;
    this.wrappers = Wrapper.of(callable);
    this.json = new JsonSpan(callable);
  }

  /** Whether calls may begin here; {@code <tool_call>} is a call wherever it stands. */
  Match beginsAt(CharSequence text, int position) {
    return switch (text.charAt(position)) {
      case '{', '[' -> Match.YES;
      case '`' -> Match.of(text, position, FENCE);
      case '<' ->
          wrappers.stream()
              .filter(candidate -> !candidate.open().equals(Tag.START))
              .map(candidate -> Match.of(text, position, candidate.open()))
              .reduce(Match.NO, Match::or);
      default -> Match.NO;
    };
  }

  /** Begins where {@link #beginsAt} said so. */
  void begin(int position) {
    calls.clear();
    start = position;
    at = position;
    inJson = false;
    fenced = false;
    wrapper = null;
  }

  /** Where a text that is not all calls may begin with calls again. */
  int failedAt() {
    return Math.max(at, start + 1);
  }

  /** Tells that the text lost this many characters at its beginning. */
  void shift(int lost) {
    start -= lost;
    at -= lost;
    json.shift(lost);
  }

  /** Reads on as far as can be decided; whether all may still be calls. */
  boolean read(CharSequence text) {
    Match fits = Match.YES;
    while (fits == Match.YES && at < text.length()) {
      fits = at - start >= CallScanner.LONGEST ? Match.NO : inJson ? json(text) : mark(text);
    }
    return fits != Match.NO;
  }

  /** The calls, if the text ends here; the mark that closes them may be missing. */
  Optional<List<CallBody>> ended(CharSequence text) {
    String closing = wrapper != null ? wrapper.close() : fenced ? FENCE : "";
    boolean whole = !inJson && closing.startsWith(text.subSequence(at, text.length()).toString());
    return whole && filled() ? Optional.of(List.copyOf(calls)) : Optional.empty();
  }

  private boolean filled() {
    return calls.size() > (fenced || wrapper != null ? callsBefore : 0);
  }

  private Match json(CharSequence text) {
    Match end = json.scan(text);
    if (end != Match.UNDECIDED) {
      at = json.at();
      inJson = false;
    }
    return end == Match.YES && !calls.addAll(read(text.subSequence(json.start(), at).toString()))
        ? Match.NO
        : end;
  }

  private List<CallBody> read(String body) {
    return wrapper != null && wrapper.function().isPresent()
        ? CallBody.ofArguments(wrapper.function().get(), body)
        : CallBody.bare(body, callable);
  }

  private Match mark(CharSequence text) {
    char c = text.charAt(at);
    if (Character.isWhitespace(c)) {
      at++;
      return Match.YES;
    }
    return switch (c) {
      case '{', '[' -> value();
      case '`' -> fence(text);
      case '<' -> tag(text);
      default -> Match.NO;
    };
  }

  private Match value() {
    boolean named = wrapper != null && wrapper.function().isPresent();
    if (named && filled()) {
      return Match.NO;
    }
    json.begin(at, start + CallScanner.LONGEST, named);
    inJson = true;
    return Match.YES;
  }

  private Match fence(CharSequence text) {
    Match there = Match.of(text, at, FENCE);
    if (there != Match.YES || wrapper != null || (fenced && !filled())) {
      return there == Match.UNDECIDED ? there : Match.NO;
    }
    int end = at + FENCE.length();
    while (!fenced && end < text.length() && isInfo(text.charAt(end))) {
      end++;
    }
    if (!fenced && end == text.length() && end - at < LONGEST_INFO) {
      return Match.UNDECIDED;
    }
    String info = text.subSequence(at + FENCE.length(), end).toString();
    if (!FENCED.contains(info.toLowerCase(Locale.ROOT))) {
      return Match.NO;
    }
    fenced = !fenced;
    callsBefore = calls.size();
    at = end;
    return Match.YES;
  }

  private static boolean isInfo(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '+';
  }

  private Match tag(CharSequence text) {
    Wrapper around = wrapper;
    Match there = around == null ? Match.NO : Match.of(text, at, around.close());
    if (around != null && there == Match.YES) {
      return close(around);
    }
    for (Wrapper next : wrappers) {
      Match opens = Match.of(text, at, next.open());
      if (opens == Match.YES) {
        return open(next);
      }
      there = there.or(opens);
    }
    return there;
  }

  /** A named tool may go without arguments. */
  private Match close(Wrapper around) {
    if (!filled()) {
      around.function().ifPresent(tool -> calls.add(new CallBody(tool, "{}")));
    }
    boolean filled = filled();
    wrapper = null;
    at += around.close().length();
    return filled ? Match.YES : Match.NO;
  }

  /** A tag that follows a call closes the one before it. */
  private Match open(Wrapper next) {
    if (wrapper != null && !filled()) {
      return Match.NO;
    }
    wrapper = next;
    callsBefore = calls.size();
    at += next.open().length();
    return Match.YES;
  }
}
