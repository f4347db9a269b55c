package io.github.slmsagemaker.core.catalogue;

import java.util.List;

/** A name that the catalogue does not have; the message lists those it has. */
public final class UnknownNameException extends RuntimeException {
  /**
   * @param what kind of thing that was named
   * @param name the name that is unknown
   * @param known the names there are
   */
  public UnknownNameException(String what, String name, List<String> known) {
    super("unknown " + what + " '" + name + "', expected one of " + String.join(", ", known));
  }
}
