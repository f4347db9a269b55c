package io.github.slmsagemaker.local.grammar;

import io.github.slmsagemaker.local.grammar.Grammar.Rule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/** Which symbols of a grammar may be nothing at all; found in time that grows with its length. */
final class Emptiness {
  private final BitSet empty = new BitSet();
  private final Deque<Integer> found = new ArrayDeque<>();
  private final List<List<Sequence>> places = new ArrayList<>();

  /** A way to write a symbol, which is empty when none of its symbols is missing to that. */
  private static final class Sequence {
    private final int symbol;
    private int missing;

    Sequence(int symbol, int missing) {
      this.symbol = symbol;
      this.missing = missing;
    }
  }

  Emptiness(Grammar grammar) {
    for (int symbol = 0; symbol < grammar.size(); symbol++) {
      places.add(new ArrayList<>());
    }
    for (int symbol = 0; symbol < grammar.size(); symbol++) {
      switch (grammar.rule(symbol)) {
        case Rule.Choice(String _, List<List<Integer>> sequences) -> {
          for (List<Integer> sequence : sequences) {
            note(symbol, sequence);
          }
        }
        case Rule.Repetition(String _, int repeated, long least, long _) ->
            note(symbol, least == 0 ? List.of() : List.of(repeated));
      }
    }
    spread();
  }

  boolean of(int symbol) {
    return symbol != Grammar.CHARACTERS && empty.get(symbol);
  }

  private void note(int symbol, List<Integer> parts) {
    Sequence sequence = new Sequence(symbol, parts.size());
    for (int part : parts) {
      if (part != Grammar.CHARACTERS) {
        places.get(part).add(sequence);
      }
    }
    if (sequence.missing == 0) {
      found.add(symbol);
    }
  }

  private void spread() {
    while (!found.isEmpty()) {
      int symbol = found.remove();
      if (empty.get(symbol)) {
        continue;
      }
      empty.set(symbol);
      for (Sequence place : places.get(symbol)) {
        if (--place.missing == 0) {
          found.add(place.symbol);
        }
      }
    }
  }
}
