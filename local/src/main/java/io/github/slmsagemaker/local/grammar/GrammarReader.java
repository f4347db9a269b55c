package io.github.slmsagemaker.local.grammar;

import io.github.slmsagemaker.local.grammar.Grammar.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads GBNF as strictly as llama.cpp b4916 does, which recurses with every parenthesis and unrolls
 * every repetition: both are bounded here.
 *
 * <p>Source: the syntax that {@code src/llama-grammar.cpp} accepts.
 */
final class GrammarReader {
  private static final int MOST_NESTING = 64;
  private static final long MOST_ELEMENTS = 1 << 16;

  private final GrammarText text;
  private final Grammar grammar = new Grammar();
  private final Map<String, Integer> symbols = new LinkedHashMap<>();
  private final Set<String> undefined = new TreeSet<>();
  private final Set<String> defined = new TreeSet<>();
  private String rule = "";
  private int nesting;
  private long elements;

  /** Symbols and how many elements llama.cpp makes of them. */
  private record Item(List<Integer> symbols, long size) {}

  private GrammarReader(String gbnf) {
    text = new GrammarText(gbnf);
  }

  /**
   * @throws GrammarRefused for what llama.cpp does not take, or only at its peril
   */
  static Grammar read(String gbnf) {
    GrammarReader reader = new GrammarReader(gbnf);
    reader.rules();
    return reader.grammar;
  }

  private void rules() {
    text.skipSpace(true);
    while (!text.atEnd()) {
      rule();
    }
    undefined.add("root");
    undefined.removeAll(defined);
    if (!undefined.isEmpty()) {
      throw new GrammarRefused(
          "the grammar has no rule %s; define it".formatted(String.join(", ", undefined)));
    }
  }

  private void rule() {
    rule = text.name();
    defined.add(rule);
    text.skipSpace(false);
    text.expect("::=");
    text.skipSpace(true);
    List<List<Integer>> sequences = sequences(false);
    text.expectLineBreak();
    text.skipSpace(true);
    grammar.set(symbol(rule), new Rule.Choice(rule, sequences));
  }

  private List<List<Integer>> sequences(boolean nested) {
    List<List<Integer>> sequences = new ArrayList<>();
    sequences.add(sequence(nested));
    while (text.take('|')) {
      text.skipSpace(true);
      sequences.add(sequence(nested));
    }
    count(sequences.size());
    return sequences;
  }

  private List<Integer> sequence(boolean nested) {
    List<Integer> sequence = new ArrayList<>();
    Item last = new Item(List.of(), 0);
    while (true) {
      if (text.atRepetition()) {
        last = new Item(List.of(repetition(last, nested)), 1);
      } else {
        sequence.addAll(last.symbols());
        if (!text.atWord() && "\"[(.".indexOf(text.peek()) < 0) {
          return sequence;
        }
        last = item();
      }
      text.skipSpace(nested);
    }
  }

  private Item item() {
    if (text.atWord()) {
      count(1);
      return new Item(List.of(reference(text.name())), 1);
    }
    return switch (text.peek()) {
      case '"' -> characters('"');
      case '[' -> characters(']');
      case '(' -> group();
      default -> {
        text.expect(".");
        count(1);
        yield new Item(List.of(Grammar.CHARACTERS), 1);
      }
    };
  }

  private int reference(String name) {
    undefined.add(name);
    return symbol(name);
  }

  private int symbol(String name) {
    return symbols.computeIfAbsent(name, grammar::reserve);
  }

  private Item characters(char end) {
    int size = text.quoted(end);
    count(size);
    return new Item(size == 0 ? List.of() : List.of(Grammar.CHARACTERS), size);
  }

  private Item group() {
    if (++nesting > MOST_NESTING) {
      throw new GrammarRefused(
          "the grammar nests over %d parentheses in rule %s; use rules"
              .formatted(MOST_NESTING, rule));
    }
    long before = elements;
    text.take('(');
    text.skipSpace(true);
    List<List<Integer>> sequences = sequences(true);
    text.expect(")");
    nesting--;
    int symbol = grammar.add(new Rule.Choice(rule, sequences));
    return new Item(List.of(symbol), 1 + elements - before);
  }

  /** Reads {@code * + ? {m} {m,} {m,n}}. */
  private int repetition(Item repeated, boolean nested) {
    if (repeated.size() == 0) {
      throw text.malformed("something to repeat");
    }
    GrammarText.Times times = text.times(nested);
    long written = times.most() == Long.MAX_VALUE ? times.least() : times.most();
    count(repeated.size() * (written + 1));
    int symbol =
        repeated.symbols().size() == 1 && repeated.symbols().getFirst() != Grammar.CHARACTERS
            ? repeated.symbols().getFirst()
            : grammar.add(new Rule.Choice(rule, List.of(repeated.symbols())));
    return grammar.add(new Rule.Repetition(rule, symbol, times.least(), times.most()));
  }

  private void count(long more) {
    elements += more;
    if (elements > MOST_ELEMENTS) {
      throw new GrammarRefused(
          "the grammar unrolls to over %d elements, in rule %s; shorten its repetitions"
              .formatted(MOST_ELEMENTS, rule));
    }
  }
}
