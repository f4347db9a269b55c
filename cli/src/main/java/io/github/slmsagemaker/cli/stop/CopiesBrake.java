package io.github.slmsagemaker.cli.stop;

import io.github.slmsagemaker.cli.account.Service;
import io.github.slmsagemaker.cli.account.Services;
import io.github.slmsagemaker.cli.account.Services.Question;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The copies of the model on the GPU lanes: none, and nothing that adds one. Scaling is suspended
 * first, or it would add a copy again.
 */
final class CopiesBrake implements Brake {
  private static final String DIMENSION = "sagemaker:inference-component:DesiredCopyCount";
  private static final List<String> SUSPENDED =
      List.of(
          "DynamicScalingInSuspended", "DynamicScalingOutSuspended", "ScheduledScalingSuspended");

  private final Services aws;
  private final String component;

  CopiesBrake(Services aws, String component) {
    this.aws = aws;
    this.component = component;
  }

  @Override
  public String part() {
    return "copies of the model";
  }

  @Override
  public Seen look() {
    JsonNode target = target();
    boolean suspended =
        SUSPENDED.stream()
            .allMatch(field -> target.path("SuspendedState").path(field).asBoolean(false));
    int copies = copies();
    int least = target.path("MinCapacity").asInt(0);
    if (suspended && copies == 0) {
      return new Seen(
          State.STOPPED,
          least == 0
              ? "none, and scaling is suspended"
              : "none, and scaling is suspended; the instance stays and costs, until ./slm destroy"
                  + " or a deployment with lane=gpu");
    }
    String detail =
        "%d wanted, %d at least; scaling is %s"
            .formatted(copies, least, suspended ? "suspended" : "on");
    return new Seen(!suspended && copies >= least ? State.RUNNING : State.PARTLY, detail);
  }

  @Override
  public void stop() {
    suspend(true);
    want(0);
  }

  /** Lane {@code gpu} begins with none: the first request brings one. */
  @Override
  public void start() {
    int least = target().path("MinCapacity").asInt(0);
    suspend(false);
    if (copies() < least) {
      want(least);
    }
  }

  private JsonNode target() {
    return aws.ask(
            Question.action(
                Service.SCALING,
                "DescribeScalableTargets",
                Map.of(
                    "ServiceNamespace",
                    "sagemaker",
                    "ResourceIds",
                    List.of("inference-component/" + component),
                    "ScalableDimension",
                    DIMENSION)))
        .orThrow("read how the model scales")
        .path("ScalableTargets")
        .path(0);
  }

  private int copies() {
    return aws.ask(
            Question.action(
                Service.SAGEMAKER,
                "DescribeInferenceComponent",
                Map.of("InferenceComponentName", component)))
        .orThrow("read the copies of the model")
        .path("RuntimeConfig")
        .path("DesiredCopyCount")
        .asInt(0);
  }

  private void suspend(boolean all) {
    Map<String, Boolean> state =
        Map.of(SUSPENDED.get(0), all, SUSPENDED.get(1), all, SUSPENDED.get(2), all);
    var _ =
        aws.ask(
                Question.action(
                    Service.SCALING,
                    "RegisterScalableTarget",
                    Map.of(
                        "ServiceNamespace",
                        "sagemaker",
                        "ResourceId",
                        "inference-component/" + component,
                        "ScalableDimension",
                        DIMENSION,
                        "SuspendedState",
                        state)))
            .orThrow(all ? "suspend the model's scaling" : "let the model scale");
  }

  private void want(int copies) {
    var _ =
        aws.ask(
                Question.action(
                    Service.SAGEMAKER,
                    "UpdateInferenceComponentRuntimeConfig",
                    Map.of(
                        "InferenceComponentName",
                        component,
                        "DesiredRuntimeConfig",
                        Map.of("CopyCount", copies))))
            .orThrow("ask for %d copies of the model".formatted(copies));
  }
}
