package io.github.slmsagemaker.local.grammar;

import io.github.slmsagemaker.local.grammar.Grammar.Rule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Lets through the grammars that llama.cpp b4916 can walk. Before every character it follows each
 * way to the next one by recursion (src/llama-grammar.cpp, {@code llama_grammar_advance_stack}):
 * without end where a rule begins with itself or repeats what may be empty, which ends the process,
 * and for ages where ways multiply. So both are worked out here first.
 */
public final class GrammarCheck {
  private static final int MOST_CHARACTERS = 1 << 16;

  /**
   * Each is followed again for every way that the answer so far can be read, before every token.
   */
  private static final long MOST_WAYS = 1 << 13;

  /** Some 300 bytes of native stack each, of the worker's 16 MiB. */
  private static final long MOST_DEPTH = 1 << 12;

  private final Grammar grammar;
  private final Emptiness empty;
  private final Walk[] walks;

  /**
   * Of a symbol, from its beginning to its first character or, empty, behind it.
   *
   * @param empties in how many ways it can be empty
   * @param ways calls that it takes to follow all of them
   * @param emptyDepth deepest call that finds it empty
   * @param depth deepest call
   */
  private record Walk(long empties, long ways, long emptyDepth, long depth) {
    static final Walk CHARACTERS = new Walk(0, 1, 0, 1);
    static final Walk NOTHING = new Walk(1, 1, 0, 0);

    Walk then(Walk next) {
      return new Walk(
          bounded(empties * next.empties),
          bounded(ways + empties * next.ways),
          emptyDepth + next.emptyDepth,
          Math.max(depth, emptyDepth + next.depth));
    }

    Walk or(Walk other) {
      return new Walk(
          bounded(empties + other.empties),
          bounded(ways + other.ways),
          Math.max(emptyDepth, other.emptyDepth),
          Math.max(depth, other.depth));
    }

    Walk called() {
      return new Walk(empties, bounded(ways + 1), empties > 0 ? emptyDepth + 1 : 0, depth + 1);
    }

    private static long bounded(long count) {
      return Math.min(count, 1L << 31);
    }
  }

  private GrammarCheck(Grammar grammar) {
    this.grammar = grammar;
    this.empty = new Emptiness(grammar);
    this.walks = new Walk[grammar.size()];
  }

  /**
   * Passes what llama.cpp can be given.
   *
   * @throws GrammarRefused with one line, that names the rule, for everything else
   */
  public static void check(String gbnf) {
    if (gbnf.isBlank() || gbnf.indexOf('\0') >= 0 || gbnf.length() > MOST_CHARACTERS) {
      throw new GrammarRefused(
          "the grammar has %d characters, expected 1 to %d, not blank and without NUL"
              .formatted(gbnf.length(), MOST_CHARACTERS));
    }
    GrammarCheck check = new GrammarCheck(GrammarReader.read(gbnf));
    check.refuseEndlessRepetition();
    for (int symbol : check.inOrder()) {
      check.walk(symbol);
    }
  }

  private void refuseEndlessRepetition() {
    for (int symbol = 0; symbol < grammar.size(); symbol++) {
      if (grammar.rule(symbol) instanceof Rule.Repetition repetition
          && repetition.most() > repetition.least()
          && empty.of(repetition.symbol())) {
        throw new GrammarRefused(
            "the grammar repeats in rule %s what may be empty; make what is repeated one character or more"
                .formatted(repetition.name()));
      }
    }
  }

  /** Symbols before those that may begin with them. */
  private List<Integer> inOrder() {
    int[] waiting = new int[grammar.size()];
    List<List<Integer>> users = new ArrayList<>();
    for (int symbol = 0; symbol < grammar.size(); symbol++) {
      users.add(new ArrayList<>());
    }
    Deque<Integer> ready = new ArrayDeque<>();
    for (int symbol = 0; symbol < grammar.size(); symbol++) {
      for (int first : beginnings(grammar.rule(symbol))) {
        users.get(first).add(symbol);
        waiting[symbol]++;
      }
      if (waiting[symbol] == 0) {
        ready.add(symbol);
      }
    }
    List<Integer> order = new ArrayList<>();
    while (!ready.isEmpty()) {
      int symbol = ready.remove();
      order.add(symbol);
      for (int user : users.get(symbol)) {
        if (--waiting[user] == 0) {
          ready.add(user);
        }
      }
    }
    refuseLoop(waiting);
    return order;
  }

  /** What still waits is in a loop or begins with one: whoever follows the waiting ends in it. */
  private void refuseLoop(int[] waiting) {
    BitSet seen = new BitSet();
    int next =
        IntStream.range(0, waiting.length).filter(s -> waiting[s] > 0).findFirst().orElse(-1);
    while (next >= 0 && !seen.get(next)) {
      seen.set(next);
      next =
          beginnings(grammar.rule(next)).stream()
              .filter(first -> waiting[first] > 0)
              .findFirst()
              .orElseThrow();
    }
    if (next >= 0) {
      throw new GrammarRefused(
          "the grammar's rule %s may begin with itself; put the recursion behind a character"
              .formatted(grammar.rule(next).name()));
    }
  }

  /** Every symbol that may stand in front. */
  private List<Integer> beginnings(Rule rule) {
    List<Integer> beginnings = new ArrayList<>();
    switch (rule) {
      case Rule.Choice choice -> choice.sequences().forEach(s -> addBeginnings(s, beginnings));
      case Rule.Repetition repetition -> beginnings.add(repetition.symbol());
    }
    return beginnings;
  }

  private void addBeginnings(List<Integer> sequence, List<Integer> beginnings) {
    for (int symbol : sequence) {
      if (symbol == Grammar.CHARACTERS) {
        return;
      }
      beginnings.add(symbol);
      if (!empty.of(symbol)) {
        return;
      }
    }
  }

  private void walk(int symbol) {
    Rule rule = grammar.rule(symbol);
    Walk walk =
        switch (rule) {
          case Rule.Choice choice -> walk(choice).called();
          case Rule.Repetition repetition -> walk(repetition).called();
        };
    if (walk.empties() > 1) {
      throw new GrammarRefused(
          "the grammar's rule %s may be empty in two ways; leave one of them"
              .formatted(rule.name()));
    }
    if (walk.ways() > MOST_WAYS || walk.depth() > MOST_DEPTH) {
      throw new GrammarRefused(
          "the grammar's rule %s begins in over %d ways or over %d rules deep; make it simpler"
              .formatted(rule.name(), MOST_WAYS, MOST_DEPTH));
    }
    walks[symbol] = walk;
  }

  private Walk walk(Rule.Choice choice) {
    Walk all = new Walk(0, 0, 0, 0);
    for (List<Integer> sequence : choice.sequences()) {
      Walk one = Walk.NOTHING;
      for (int symbol : sequence) {
        one = one.then(symbol == Grammar.CHARACTERS ? Walk.CHARACTERS : walks[symbol]);
        if (one.empties() == 0) {
          break;
        }
      }
      all = all.or(one);
    }
    return all;
  }

  /** What repeats more than once was seen not to be empty, unless it is a fixed number of times. */
  private Walk walk(Rule.Repetition repetition) {
    Walk one = walks[repetition.symbol()];
    Walk walk = one;
    for (long times = 1; times < repetition.least() && one.empties() > 0; times++) {
      walk = walk.then(one);
    }
    return repetition.least() == 0 ? walk.called().or(Walk.NOTHING) : walk;
  }
}
