package io.github.slmsagemaker.cli.doctor;

import java.util.Objects;

/**
 * What one check found.
 *
 * @param status how bad it is
 * @param subject what was checked
 * @param detail what was seen
 * @param fix what to do, empty where nothing is to be done
 */
public record Finding(Status status, String subject, String detail, String fix) {

  /** How bad a finding is. */
  public enum Status {
    /** As it should be. */
    OK("ok"),
    /** A deployment may succeed and be less than expected. */
    ADVICE("advice"),
    /** It could not be found out. */
    UNKNOWN("unknown"),
    /** A deployment would fail. */
    PROBLEM("problem");

    private final String word;

    Status(String word) {
      this.word = word;
    }

    /** The word that people and programs read. */
    public String word() {
      return word;
    }
  }

  public Finding {
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(detail, "detail");
    Objects.requireNonNull(fix, "fix");
  }

  /** A setting that deploying would refuse; the sentence says what to do. */
  public static Finding setting(String problem) {
    return problem("Settings", problem, "all of them are in docs/settings.md");
  }

  static Finding ok(String subject, String detail) {
    return new Finding(Status.OK, subject, detail, "");
  }

  /** Something that is less than expected. */
  public static Finding advice(String subject, String detail, String fix) {
    return new Finding(Status.ADVICE, subject, detail, fix);
  }

  static Finding unknown(String subject, String detail, String fix) {
    return new Finding(Status.UNKNOWN, subject, detail, fix);
  }

  static Finding problem(String subject, String detail, String fix) {
    return new Finding(Status.PROBLEM, subject, detail, fix);
  }
}
