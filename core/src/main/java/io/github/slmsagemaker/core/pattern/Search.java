package io.github.slmsagemaker.core.pattern;

import io.github.slmsagemaker.core.pattern.Program.Step;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** One text, searched with one program; all states that are possible at a place at once. */
final class Search {
  private final int[] text;
  private final Effort effort;
  private final List<BitSet> seen = new ArrayList<>();

  Search(String text, Effort effort) {
    this.text = text.codePoints().toArray();
    this.effort = effort;
  }

  /** Whether there is a match anywhere. */
  boolean finds(Program program) {
    for (Program.Look look : program.looks()) {
      seen.add(ends(look.steps(), look.start(), look.forward(), false));
    }
    return !ends(program.steps(), program.start(), true, true).isEmpty();
  }

  /** Where matches end that begin anywhere, read in one direction. */
  private BitSet ends(List<Step> steps, int start, boolean forward, boolean oneIsEnough) {
    BitSet ends = new BitSet();
    States now = new States(steps);
    States next = new States(steps);
    int at = forward ? 0 : text.length;
    for (int i = 0; i <= text.length; i++) {
      now.reach(start, at);
      if (now.matched) {
        ends.set(at);
        if (oneIsEnough) {
          return ends;
        }
      }
      int past = forward ? at + 1 : at - 1;
      if (i < text.length) {
        now.read(text[Math.min(at, past)], past, next);
      }
      at = past;
      States free = now;
      now = next;
      next = free;
      next.clear();
    }
    return ends;
  }

  /** The states that are possible at one place. */
  private final class States {
    private final List<Step> steps;
    private final BitSet reached;
    private final int[] readers;
    private final int[] open;
    private int readerCount;
    private boolean matched;

    States(List<Step> steps) {
      this.steps = steps;
      this.reached = new BitSet(steps.size());
      this.readers = new int[steps.size()];
      this.open = new int[2 * steps.size() + 2];
    }

    void clear() {
      reached.clear();
      readerCount = 0;
      matched = false;
    }

    /** Adds a state and all that follow without a character. */
    void reach(int state, int at) {
      int count = 0;
      open[count++] = state;
      while (count > 0) {
        int each = open[--count];
        effort.spend(1);
        if (reached.get(each)) {
          continue;
        }
        reached.set(each);
        switch (steps.get(each)) {
          case Step.Matched _ -> matched = true;
          case Step.Read _ -> readers[readerCount++] = each;
          case Step.Either(int one, int other) -> {
            open[count++] = one;
            open[count++] = other;
          }
          case Step.At(Node.Edge.Kind kind, int next) -> {
            if (holds(kind, at)) {
              open[count++] = next;
            }
          }
          case Step.Seen(int look, boolean negated, int next) -> {
            if (seen.get(look).get(at) != negated) {
              open[count++] = next;
            }
          }
        }
      }
    }

    void read(int point, int past, States next) {
      for (int i = 0; i < readerCount; i++) {
        effort.spend(1);
        if (steps.get(readers[i]) instanceof Step.Read(Node.One one, int then)
            && one.of().test(point)) {
          next.reach(then, past);
        }
      }
    }
  }

  private boolean holds(Node.Edge.Kind kind, int at) {
    return switch (kind) {
      case START -> at == 0;
      case END -> at == text.length;
      case WORD -> word(at - 1) != word(at);
      case NO_WORD -> word(at - 1) == word(at);
    };
  }

  private boolean word(int index) {
    return index >= 0 && index < text.length && Characters.word(text[index]);
  }
}
