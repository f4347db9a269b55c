package io.github.slmsagemaker.core.pattern;

import java.util.List;
import java.util.function.IntPredicate;

/** A pattern as a tree. */
sealed interface Node {
  /** A {@link Repeat} without an upper limit. */
  int ENDLESS = -1;

  /** One character. */
  record One(IntPredicate of) implements Node {}

  record Sequence(List<Node> parts) implements Node {
    public Sequence {
      parts = List.copyOf(parts);
    }
  }

  record Choice(List<Node> options) implements Node {
    public Choice {
      options = List.copyOf(options);
    }
  }

  /** Greedy or lazy is the same where only the existence of a match is asked. */
  record Repeat(Node body, int least, int most) implements Node {}

  record Edge(Kind kind) implements Node {
    enum Kind {
      START,
      END,
      WORD,
      NO_WORD
    }
  }

  record Look(Node body, boolean ahead, boolean negated) implements Node {}

  /**
   * A repetition, or what is the same: what reads no character does in many rounds what it does in
   * one.
   */
  static Node repeated(Node body, int least, int most) {
    if (!body.reads()) {
      return least == 0 ? new Sequence(List.of()) : body;
    }
    return new Repeat(body, least, most);
  }

  /** Whether it can match a character at all. */
  default boolean reads() {
    return switch (this) {
      case One _ -> true;
      case Sequence(List<Node> parts) -> parts.stream().anyMatch(Node::reads);
      case Choice(List<Node> options) -> options.stream().anyMatch(Node::reads);
      case Repeat(Node body, _, int most) -> most != 0 && body.reads();
      case Edge _, Look _ -> false;
    };
  }
}
