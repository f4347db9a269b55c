package io.github.slmsagemaker.infra;

import io.github.slmsagemaker.infra.constructs.api.Access;
import io.github.slmsagemaker.infra.constructs.model.SageMakerConstruct;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything that a person can choose about a deployment.
 *
 * @param model what runs, and on what
 * @param invokerCode folder that becomes the invoker's package
 * @param maxCallsPerRequest model calls for one request
 * @param access who may call
 * @param throttle requests a second
 * @param alarmEmail who is told; empty for nobody
 * @param monthlyBudget US dollars
 */
public record DeploymentSettings(
    SageMakerConstruct.Props model,
    Path invokerCode,
    int maxCallsPerRequest,
    Access access,
    Access.Throttle throttle,
    Optional<String> alarmEmail,
    double monthlyBudget) {

  /** Where the build leaves the invoker's package, from the root of a clone. */
  public static final Path INVOKER_CODE = Path.of("invoker", "target", "lambda");

  public DeploymentSettings {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(invokerCode, "invokerCode");
    Objects.requireNonNull(access, "access");
    Objects.requireNonNull(throttle, "throttle");
    Objects.requireNonNull(alarmEmail, "alarmEmail");
  }

  /**
   * Settings from the context of a CDK app.
   *
   * @param context every key and value that is set
   * @throws InvalidContext naming every problem
   */
  public static DeploymentSettings fromContext(Map<String, String> context) {
    return new SettingsReader(new Context(context)).read();
  }

  /** The same with the invoker's package from elsewhere. */
  public DeploymentSettings withInvokerCode(Path folder) {
    return new DeploymentSettings(
        model, folder, maxCallsPerRequest, access, throttle, alarmEmail, monthlyBudget);
  }
}
