package io.github.slmsagemaker.local.grammar;

import java.util.ArrayList;
import java.util.List;

/**
 * A grammar as llama.cpp walks it: what is in parentheses is a rule of its own, and symbols are
 * numbers of rules.
 */
final class Grammar {
  /** A symbol that is one or more characters. */
  static final int CHARACTERS = -1;

  private final List<Rule> rules = new ArrayList<>();

  /** What a symbol stands for. */
  sealed interface Rule {
    /** The rule that a person wrote, for messages. */
    String name();

    /** One of several sequences of symbols. */
    record Choice(String name, List<List<Integer>> sequences) implements Rule {}

    /** One symbol several times, without end where {@code most} is {@link Long#MAX_VALUE}. */
    record Repetition(String name, int symbol, long least, long most) implements Rule {}
  }

  /** A symbol whose rule is to be set. */
  int reserve(String name) {
    return add(new Rule.Choice(name, List.of()));
  }

  int add(Rule rule) {
    rules.add(rule);
    return rules.size() - 1;
  }

  void set(int symbol, Rule rule) {
    rules.set(symbol, rule);
  }

  Rule rule(int symbol) {
    return rules.get(symbol);
  }

  int size() {
    return rules.size();
  }
}
