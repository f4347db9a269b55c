package io.github.slmsagemaker.core.deployment;

/**
 * How a stopped deployment is told from a broken one: by a variable of the API's stage, which API
 * Gateway writes into its own reply where the invoker takes no request.
 */
public final class StopNames {
  /** The variable; its value is the error's code. */
  public static final String VARIABLE = "unanswered";

  /** Its value while the deployment should answer, and in the template. */
  public static final String RUNNING = "dependency_failed";

  /** Its value while it is stopped, or should be. */
  public static final String STOPPED = "deployment_stopped";

  private StopNames() {}
}
