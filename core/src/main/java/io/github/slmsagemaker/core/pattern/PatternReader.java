package io.github.slmsagemaker.core.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Reads a pattern with ECMA-262's grammar (section 22.2.1): that of the flag u, and what its annex
 * B lets pass beside, lone brackets and braces.
 */
final class PatternReader {
  private static final int MOST_LEVELS = 50;
  private static final int MOST_ROUNDS = 1_000_000;

  private final Source source;
  private int level;

  private PatternReader(String pattern) {
    this.source = new Source(pattern);
  }

  static Node read(String pattern) throws PatternFlaw {
    PatternReader reader = new PatternReader(pattern);
    Node whole = reader.choice();
    if (reader.source.peek() == ')') {
      throw new PatternFlaw("a ( is missing");
    }
    return whole;
  }

  private Node choice() throws PatternFlaw {
    if (++level > MOST_LEVELS) {
      throw new PatternFlaw("its groups nest deeper than " + MOST_LEVELS);
    }
    List<Node> options = new ArrayList<>();
    do {
      options.add(sequence());
    } while (source.take("|"));
    level--;
    return options.size() == 1 ? options.getFirst() : new Node.Choice(options);
  }

  private Node sequence() throws PatternFlaw {
    List<Node> parts = new ArrayList<>();
    while (source.peek() != Source.END && source.peek() != '|' && source.peek() != ')') {
      parts.add(term());
    }
    return parts.size() == 1 ? parts.getFirst() : new Node.Sequence(parts);
  }

  private Node term() throws PatternFlaw {
    Node atom = atom();
    int mark = source.mark();
    int next = source.next();
    Optional<Node> repeated =
        switch (next) {
          case '*' -> Optional.of(Node.repeated(atom, 0, Node.ENDLESS));
          case '+' -> Optional.of(Node.repeated(atom, 1, Node.ENDLESS));
          case '?' -> Optional.of(Node.repeated(atom, 0, 1));
          case '{' -> counted(atom);
          default -> Optional.empty();
        };
    if (repeated.isEmpty()) {
      source.back(mark);
      return atom;
    }
    source.take("?");
    return repeated.get();
  }

  /** Empty for a brace that is no count: it stands for itself. */
  private Optional<Node> counted(Node atom) throws PatternFlaw {
    int least = source.number(MOST_ROUNDS);
    if (least < 0) {
      return Optional.empty();
    }
    int most = least;
    if (source.take(",")) {
      most = source.number(MOST_ROUNDS);
    }
    if (!source.take("}")) {
      return Optional.empty();
    }
    if (most != Node.ENDLESS && most < least) {
      throw new PatternFlaw("a count runs backwards");
    }
    return Optional.of(Node.repeated(atom, least, most));
  }

  private Node atom() throws PatternFlaw {
    int next = source.next();
    return switch (next) {
      case '.' -> new Node.One(Characters::dot);
      case '^' -> new Node.Edge(Node.Edge.Kind.START);
      case '$' -> new Node.Edge(Node.Edge.Kind.END);
      case '[' -> new Node.One(new ClassReader(source).read());
      case '\\' -> escape();
      case '(' -> group();
      case '*', '+', '?' ->
          throw new PatternFlaw("there is nothing to repeat before a " + (char) next);
      default -> character(next);
    };
  }

  private Node escape() throws PatternFlaw {
    if (source.take("b")) {
      return new Node.Edge(Node.Edge.Kind.WORD);
    }
    if (source.take("B")) {
      return new Node.Edge(Node.Edge.Kind.NO_WORD);
    }
    EscapeReader escapes = new EscapeReader(source);
    Optional<IntPredicate> set = escapes.set();
    return set.isPresent() ? new Node.One(set.get()) : character(escapes.character());
  }

  private Node group() throws PatternFlaw {
    Node read;
    if (source.take("?=")) {
      read = new Node.Look(choice(), true, false);
    } else if (source.take("?!")) {
      read = new Node.Look(choice(), true, true);
    } else if (source.take("?<=")) {
      read = new Node.Look(choice(), false, false);
    } else if (source.take("?<!")) {
      read = new Node.Look(choice(), false, true);
    } else {
      beginGroup();
      read = choice();
    }
    if (!source.take(")")) {
      throw new PatternFlaw("a ) is missing");
    }
    return read;
  }

  private void beginGroup() throws PatternFlaw {
    if (source.take("?<")) {
      if (!source.until('>').matches("[\\p{L}_$][\\p{L}\\p{N}_$]*")) {
        throw new PatternFlaw("a group's name is no name");
      }
    } else if (!source.take("?:") && source.peek() == '?') {
      throw new PatternFlaw("a group begins with an unknown (?, such as inline flags");
    }
  }

  private static Node character(int point) {
    return new Node.One(each -> each == point);
  }
}
