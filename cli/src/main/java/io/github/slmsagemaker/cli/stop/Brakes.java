package io.github.slmsagemaker.cli.stop;

import io.github.slmsagemaker.cli.account.AccountFailure;
import io.github.slmsagemaker.cli.account.Deployed;
import io.github.slmsagemaker.cli.account.Services;
import io.github.slmsagemaker.cli.account.Stacks;
import io.github.slmsagemaker.core.deployment.StackNames;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/** Everything that stops a deployment, in the order in which it is stopped. */
public final class Brakes {
  private static final String FUNCTION = "AWS::Lambda::Function";

  private final List<Brake> brakes;

  private Brakes(List<Brake> brakes) {
    this.brakes = List.copyOf(brakes);
  }

  /** Those of a deployment: half of one has fewer. */
  public static Brakes of(Services aws, Stacks stacks, Deployed deployed) {
    List<Brake> brakes = new ArrayList<>();
    deployed
        .part(FUNCTION, StackNames.INVOKER_FUNCTION)
        .filter(invoker -> !invoker.physicalId().isEmpty())
        .ifPresent(
            invoker ->
                brakes.add(
                    new InvokerBrake(
                        aws,
                        invoker.physicalId(),
                        reserved(stacks.template(deployed.stack().id()), invoker.logicalId()))));
    deployed
        .name("AWS::ApiGateway::Stage", "")
        .flatMap(
            stage ->
                deployed
                    .name("AWS::ApiGateway::RestApi", "")
                    .map(api -> new ApiBrake(aws, api, stage)))
        .ifPresent(brakes::add);
    deployed
        .name("AWS::SageMaker::InferenceComponent", "")
        .map(Brakes::componentName)
        .ifPresent(name -> brakes.add(new CopiesBrake(aws, name)));
    return new Brakes(brakes);
  }

  /** Stops everything, the invoker first; what cannot be stopped keeps nothing else from it. */
  public Report stop() {
    return turn(brakes, Brake.State.STOPPED);
  }

  /** Starts everything, the invoker last, so that no request finds half of it. */
  public Report start() {
    return turn(brakes.reversed(), Brake.State.RUNNING);
  }

  /** Changes nothing. */
  public Report look() {
    return new Report(brakes.stream().map(brake -> seen(brake, false)).toList());
  }

  private static Report turn(List<Brake> brakes, Brake.State wanted) {
    return new Report(brakes.stream().map(brake -> turn(brake, wanted)).toList());
  }

  private static Report.Line turn(Brake brake, Brake.State wanted) {
    try {
      if (brake.look().state() == wanted) {
        return seen(brake, false);
      }
      switch (wanted) {
        case STOPPED -> brake.stop();
        case RUNNING, PARTLY -> brake.start();
      }
      return seen(brake, true);
    } catch (AccountFailure failed) {
      return Report.Line.failed(brake.part(), failed.explanation());
    }
  }

  private static Report.Line seen(Brake brake, boolean changed) {
    try {
      Brake.Seen seen = brake.look();
      return new Report.Line(brake.part(), seen.state().word(), changed, seen.detail());
    } catch (AccountFailure failed) {
      return Report.Line.failed(brake.part(), failed.explanation());
    }
  }

  private static OptionalInt reserved(JsonNode template, String logicalId) {
    JsonNode number =
        template
            .path("Resources")
            .path(logicalId)
            .path("Properties")
            .path("ReservedConcurrentExecutions");
    return number.isNumber() ? OptionalInt.of(number.asInt()) : OptionalInt.empty();
  }

  /** CloudFormation's id of a component is its ARN. */
  private static String componentName(String id) {
    return id.substring(id.lastIndexOf('/') + 1);
  }
}
