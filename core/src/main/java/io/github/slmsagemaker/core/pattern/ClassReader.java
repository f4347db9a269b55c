package io.github.slmsagemaker.core.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Reads a class from after its opening bracket. */
final class ClassReader {
  private final Source source;
  private final EscapeReader escapes;

  ClassReader(Source source) {
    this.source = source;
    this.escapes = new EscapeReader(source);
  }

  /** The set; {@code []} has no character and {@code [^]} every one. */
  IntPredicate read() throws PatternFlaw {
    boolean negated = source.take("^");
    List<IntPredicate> parts = new ArrayList<>();
    while (!source.take("]")) {
      if (source.peek() == Source.END) {
        throw new PatternFlaw("a ] is missing");
      }
      part(parts);
    }
    IntPredicate[] all = parts.toArray(IntPredicate[]::new);
    return negated ? point -> !any(all, point) : point -> any(all, point);
  }

  /** A set, a character or a range; a hyphen beside a set stands for itself. */
  private void part(List<IntPredicate> parts) throws PatternFlaw {
    Optional<IntPredicate> set = set();
    if (set.isPresent()) {
      parts.add(set.get());
      return;
    }
    int first = character();
    int mark = source.mark();
    if (!source.take("-") || source.peek() == ']' || source.peek() == Source.END) {
      source.back(mark);
      parts.add(point -> point == first);
      return;
    }
    Optional<IntPredicate> after = set();
    if (after.isPresent()) {
      parts.add(point -> point == first || point == '-');
      parts.add(after.get());
      return;
    }
    int last = character();
    if (last < first) {
      throw new PatternFlaw("a range of a class runs backwards");
    }
    parts.add(point -> point >= first && point <= last);
  }

  private Optional<IntPredicate> set() throws PatternFlaw {
    int mark = source.mark();
    if (source.take("\\")) {
      Optional<IntPredicate> set = escapes.set();
      if (set.isPresent()) {
        return set;
      }
      source.back(mark);
    }
    return Optional.empty();
  }

  private int character() throws PatternFlaw {
    if (!source.take("\\")) {
      return source.next();
    }
    return source.take("b") ? '\b' : escapes.character();
  }

  private static boolean any(IntPredicate[] sets, int point) {
    for (IntPredicate set : sets) {
      if (set.test(point)) {
        return true;
      }
    }
    return false;
  }
}
