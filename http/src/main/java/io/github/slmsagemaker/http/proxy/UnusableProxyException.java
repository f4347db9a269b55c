package io.github.slmsagemaker.http.proxy;

/**
 * A variable names a proxy that cannot be gone through. Nothing here holds the variable's value: it
 * may have a password.
 */
public final class UnusableProxyException extends IllegalArgumentException {
  /** What helps in any case. */
  public static final String OTHERWISE = "name the server in no_proxy";

  private static final long serialVersionUID = 1L;

  private final String problem;
  private final String fix;

  UnusableProxyException(String problem, String fix) {
    super(problem + "; " + fix + ", or " + OTHERWISE);
    this.problem = problem;
    this.fix = fix;
  }

  /** What is wrong. */
  public String problem() {
    return problem;
  }

  /** What would be right. */
  public String fix() {
    return fix;
  }
}
