package io.github.slmsagemaker.deployment;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Everything that a person can choose about what is deployed.
 *
 * @param deployment what runs, and on what
 * @param access who may call
 * @param throttle requests a second
 * @param spending what may be spent
 * @param origins pages that may call from a browser
 * @param setsGatewayLogRole whether the role by which API Gateway writes logs, one for each account
 *     and region, becomes the stack's
 * @param alarmEmail who is told; empty for nobody
 * @param monthlyBudget US dollars above which somebody is told; empty for no budget
 * @param budgetStops whether the deployment is stopped then, too
 */
public record DeploymentSettings(
    Deployment deployment,
    Access access,
    Access.Throttle throttle,
    SpendingLimits spending,
    Origins origins,
    boolean setsGatewayLogRole,
    Optional<String> alarmEmail,
    OptionalDouble monthlyBudget,
    boolean budgetStops) {

  /** More than a quiet serverless month costs, less than a GPU that was left on. */
  public static final OptionalDouble USUAL_BUDGET = OptionalDouble.of(25);

  public DeploymentSettings {
    Objects.requireNonNull(deployment, "deployment");
    Objects.requireNonNull(access, "access");
    Objects.requireNonNull(throttle, "throttle");
    Objects.requireNonNull(spending, "spending");
    Objects.requireNonNull(origins, "origins");
    Objects.requireNonNull(monthlyBudget, "monthlyBudget");
    Bounds.require(List.of(alarmEmail.flatMap(address -> Limits.email("alarmEmail", address))));
  }
}
