package io.github.slmsagemaker.testkit.oidc;

/** How an issuer's keys fail to arrive. */
public enum Trouble {
  /** They arrive. */
  NONE,
  /** Nothing is said until the issuer is closed. */
  SILENT,
  /** A byte now and then, without an end. */
  DRIPPING,
  /** A server error. */
  GONE,
  /** More than anybody can hold. */
  HUGE,
  /** Moved to another address, where good keys are. */
  REDIRECTING,
  /** A page instead of keys. */
  NO_JSON
}
