package io.github.slmsagemaker.local.grammar;

/** A grammar that the engine would ignore or that would exhaust it; the message is one line. */
public final class GrammarRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  GrammarRefused(String message) {
    super(message);
  }
}
