package io.github.slmsagemaker.core.pattern;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern as states and the ways between them, for one direction of reading.
 *
 * @param steps all states, the first last; the state 0 is the end of a match
 * @param looks searches that steps ask for, each after those that it asks for itself
 */
record Program(List<Step> steps, List<Look> looks) {
  /** What a state does; {@code next} is another's number. */
  sealed interface Step {
    record Matched() implements Step {}

    record Read(Node.One one, int next) implements Step {}

    record Either(int one, int other) implements Step {}

    record At(Node.Edge.Kind kind, int next) implements Step {}

    record Seen(int look, boolean negated, int next) implements Step {}
  }

  /** A search for all places where a look-around holds. */
  record Look(List<Step> steps, int start, boolean forward) {}

  int start() {
    return steps.size() - 1;
  }

  /**
   * States of a tree.
   *
   * @throws PatternFlaw where they are more than {@code most}, its repetitions written out
   */
  static Program of(Node pattern, int most) throws PatternFlaw {
    if (size(pattern) > most) {
      throw new PatternFlaw("it comes to more than " + most + " states, its counts written out");
    }
    List<Look> looks = new ArrayList<>();
    return new Program(new Compiler(looks, true).compiled(pattern), looks);
  }

  /** States at most, never less than there will be. */
  static long size(Node node) {
    long size =
        switch (node) {
          case Node.One _, Node.Edge _ -> 1;
          case Node.Look look -> 2 + size(look.body());
          case Node.Sequence(List<Node> parts) -> parts.stream().mapToLong(Program::size).sum();
          case Node.Choice(List<Node> options) ->
              options.stream().mapToLong(option -> size(option) + 1).sum();
          case Node.Repeat(Node body, int least, int most) ->
              size(body) * least
                  + (size(body) + 1) * (most == Node.ENDLESS ? 1L : (long) most - least);
        };
    return Math.min(size, Integer.MAX_VALUE);
  }

  /** Writes states from the end of a pattern to its beginning. */
  private static final class Compiler {
    private final List<Step> steps = new ArrayList<>();
    private final List<Look> looks;
    private final boolean forward;

    Compiler(List<Look> looks, boolean forward) {
      this.looks = looks;
      this.forward = forward;
    }

    /** The first state is the last. */
    List<Step> compiled(Node pattern) {
      int first = before(add(new Step.Matched()), pattern);
      if (first != steps.size() - 1) {
        add(new Step.Either(first, first));
      }
      return steps;
    }

    /** The state from which {@code node} leads to {@code next}. */
    private int before(int next, Node node) {
      return switch (node) {
        case Node.One one -> add(new Step.Read(one, next));
        case Node.Edge(Node.Edge.Kind kind) -> add(new Step.At(kind, next));
        case Node.Look look -> looking(next, look);
        case Node.Sequence(List<Node> parts) -> sequence(next, parts);
        case Node.Choice(List<Node> options) -> choice(next, options);
        case Node.Repeat repeat -> repeated(next, repeat);
      };
    }

    private int sequence(int next, List<Node> parts) {
      int first = next;
      for (Node part : forward ? parts.reversed() : parts) {
        first = before(first, part);
      }
      return first;
    }

    private int choice(int next, List<Node> options) {
      int first = before(next, options.getFirst());
      for (Node option : options.subList(1, options.size())) {
        first = add(new Step.Either(first, before(next, option)));
      }
      return first;
    }

    private int repeated(int next, Node.Repeat repeat) {
      int first = next;
      if (repeat.most() == Node.ENDLESS) {
        int loop = add(new Step.Either(next, next));
        steps.set(loop, new Step.Either(before(loop, repeat.body()), next));
        first = loop;
      } else {
        for (int i = repeat.least(); i < repeat.most(); i++) {
          first = add(new Step.Either(before(first, repeat.body()), next));
        }
      }
      for (int i = 0; i < repeat.least(); i++) {
        first = before(first, repeat.body());
      }
      return first;
    }

    /** What lies ahead is found from the text's end, reading backwards. */
    private int looking(int next, Node.Look look) {
      Compiler inner = new Compiler(looks, !look.ahead());
      List<Step> compiled = inner.compiled(look.body());
      looks.add(new Look(compiled, compiled.size() - 1, !look.ahead()));
      return add(new Step.Seen(looks.size() - 1, look.negated(), next));
    }

    private int add(Step step) {
      steps.add(step);
      return steps.size() - 1;
    }
  }
}
