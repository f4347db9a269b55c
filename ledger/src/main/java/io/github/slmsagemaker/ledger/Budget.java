package io.github.slmsagemaker.ledger;

import java.time.Instant;
import java.util.Objects;

/**
 * A limit, and what it holds for.
 *
 * @param owner who is held to it
 * @param measure what is counted
 * @param period how long one window is
 * @param limit most that one window may hold, at least 1
 */
public record Budget(Owner owner, Measure measure, Period period, long limit) {
  public Budget {
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(measure, "measure");
    Objects.requireNonNull(period, "period");
    if (limit < 1) {
      throw new IllegalArgumentException(
          "a budget's limit is %d %s, expected at least 1".formatted(limit, measure.word()));
    }
  }

  /** The window that holds an instant. */
  public Window at(Instant instant) {
    return new Window(this, period.first(instant));
  }

  /** Whose spending is counted together. */
  public sealed interface Owner {
    /** As it is written in keys. */
    String word();

    /** What kind of one it is, as replies tell it. */
    String scope();

    /**
     * Reads what {@link #word} writes.
     *
     * @throws IllegalArgumentException where it is neither
     */
    static Owner of(String word) {
      return word.equals(Deployment.WORD)
          ? new Deployment()
          : new Key(word.startsWith(Key.PREFIX) ? word.substring(Key.PREFIX.length()) : "");
    }

    /** One API key, by its id. */
    record Key(String id) implements Owner {
      private static final String PREFIX = "key#";

      public Key {
        if (id.isEmpty() || id.indexOf('#') >= 0) {
          throw new IllegalArgumentException(
              "a key's id is '%s', expected some text without #".formatted(id));
        }
      }

      @Override
      public String word() {
        return PREFIX + id;
      }

      @Override
      public String scope() {
        return "key";
      }
    }

    /** All keys together. */
    record Deployment() implements Owner {
      private static final String WORD = "deployment";

      @Override
      public String word() {
        return scope();
      }

      @Override
      public String scope() {
        return WORD;
      }
    }
  }
}
