package io.github.slmsagemaker.cli.stop;

import io.github.slmsagemaker.cli.account.AccountFailure;

/** Something that is stopped and started again. Doing either twice does no harm. */
interface Brake {
  /** What it holds, for people. */
  String part();

  /**
   * How it is.
   *
   * @throws AccountFailure where that cannot be found out
   */
  Seen look();

  /** Stops it. */
  void stop();

  /** Lets it run as the template says. */
  void start();

  /** Whether something runs. */
  enum State {
    STOPPED,
    RUNNING,
    /** Neither: something was begun and not ended. */
    PARTLY;

    /** In a report. */
    String word() {
      return switch (this) {
        case STOPPED -> "stopped";
        case RUNNING -> "running";
        case PARTLY -> "partly";
      };
    }
  }

  /**
   * What was seen.
   *
   * @param state whether it runs
   * @param detail in figures
   */
  record Seen(State state, String detail) {}
}
