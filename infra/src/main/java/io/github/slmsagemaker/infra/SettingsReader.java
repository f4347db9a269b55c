package io.github.slmsagemaker.infra;

import io.github.slmsagemaker.infra.constructs.watch.AlarmsConstruct;
import io.github.slmsagemaker.infra.constructs.model.Fitting;
import io.github.slmsagemaker.infra.constructs.invoker.InvokerConstruct;
import io.github.slmsagemaker.infra.constructs.Limits;
import io.github.slmsagemaker.infra.constructs.model.SageMakerConstruct;
import java.util.Optional;

/** What the keys mean together. */
final class SettingsReader {
  private final Context context;

  SettingsReader(Context context) {
    this.context = context;
  }

  /**
   * @throws InvalidContext naming every problem
   */
  DeploymentSettings read() {
    context.refuseUnknown(ContextKeys.ALL);
    Optional<SageMakerConstruct.Props> model = new ModelReader(context).read();
    context.problem(model.flatMap(Fitting::problem));
    AccessReader.Result access = new AccessReader(context).read();
    var calls = context.integer(ContextKeys.MAX_CALLS_PER_REQUEST, Limits::maxCallsPerRequest);
    Optional<String> email = context.text(ContextKeys.ALARM_EMAIL);
    context.problem(email.flatMap(AlarmsConstruct.Props::emailProblem));
    double budget =
        context
            .decimal(ContextKeys.MONTHLY_BUDGET, Limits::monthlyBudget)
            .orElse(AlarmsConstruct.Props.DEFAULT_MONTHLY_BUDGET);
    model.ifPresent(
        props -> {
          int usual = InvokerConstruct.Props.defaultCalls(props.engine());
          if (usual == 1 && calls.orElse(1) > 1) {
            context.problem(
                ("maxCallsPerRequest is %d, but engine %s cannot go on with an answer in a further"
                        + " call; leave it out")
                    .formatted(calls.getAsInt(), props.engine().word()));
          }
        });
    context.throwIfWrong();
    SageMakerConstruct.Props props = model.orElseThrow();
    return new DeploymentSettings(
        props,
        DeploymentSettings.INVOKER_CODE,
        calls.orElse(InvokerConstruct.Props.defaultCalls(props.engine())),
        access.access(),
        access.throttle(),
        email,
        budget);
  }
}
