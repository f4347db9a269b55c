package io.github.slmsagemaker.authorizer.jwt;

import java.util.Objects;

/** What a token comes to. */
sealed interface Verdict {

  /**
   * It is good.
   *
   * @param subject who calls
   */
  record Accepted(String subject) implements Verdict {
    public Accepted {
      Objects.requireNonNull(subject, "subject");
    }
  }

  /**
   * It is not.
   *
   * @param why the first thing that is wrong
   */
  record Refused(Refusal why) implements Verdict {
    public Refused {
      Objects.requireNonNull(why, "why");
    }
  }
}
