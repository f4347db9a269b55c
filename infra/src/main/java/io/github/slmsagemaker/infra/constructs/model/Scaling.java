package io.github.slmsagemaker.infra.constructs.model;

import java.util.List;
import software.amazon.awscdk.services.applicationautoscaling.CfnScalableTarget;
import software.amazon.awscdk.services.applicationautoscaling.CfnScalingPolicy;
import software.amazon.awscdk.services.cloudwatch.CfnAlarm;
import software.amazon.awscdk.services.sagemaker.CfnInferenceComponent;
import software.constructs.Construct;

/**
 * How many copies of an inference component run.
 *
 * <p>Target tracking alone never leaves zero, where there is nothing to measure: an alarm on calls
 * that found no capacity adds the first copy. Numbers as in the example that AWS publishes for
 * scale to zero (aws-samples/sagemaker-genai-hosting-examples). Low-level resources: the
 * higher-level target would make a role that the service does not use.
 */
final class Scaling {
  private static final String DIMENSION = "sagemaker:inference-component:DesiredCopyCount";
  private static final String CONCURRENCY =
      "SageMakerInferenceComponentConcurrentRequestsPerCopyHighResolution";
  private static final double CALLS_PER_COPY = 5;
  private static final int COOLDOWN_SECONDS = 300;
  private static final int WAKE_COOLDOWN_SECONDS = 60;
  private static final int WAKE_PERIOD_SECONDS = 30;

  private final Construct scope;
  private final CfnScalableTarget target;

  private Scaling(Construct scope, CfnScalableTarget target) {
    this.scope = scope;
    this.target = target;
  }

  /**
   * Scales a component between two numbers of copies.
   *
   * @param name the component's name
   */
  static void of(
      Construct parent, CfnInferenceComponent component, String name, int least, int most) {
    Construct scope = new Construct(parent, "Scaling");
    CfnScalableTarget target =
        CfnScalableTarget.Builder.create(scope, "Target")
            .serviceNamespace("sagemaker")
            .resourceId("inference-component/" + name)
            .scalableDimension(DIMENSION)
            .minCapacity(least)
            .maxCapacity(most)
            .build();
    target.getNode().addDependency(component);
    Scaling scaling = new Scaling(scope, target);
    scaling.track();
    if (least == 0) {
      scaling.wake(name);
    }
  }

  private void track() {
    CfnScalingPolicy.Builder.create(scope, "Track")
        .policyName("concurrency")
        .policyType("TargetTrackingScaling")
        .scalingTargetId(target.getRef())
        .targetTrackingScalingPolicyConfiguration(
            CfnScalingPolicy.TargetTrackingScalingPolicyConfigurationProperty.builder()
                .predefinedMetricSpecification(
                    CfnScalingPolicy.PredefinedMetricSpecificationProperty.builder()
                        .predefinedMetricType(CONCURRENCY)
                        .build())
                .targetValue(CALLS_PER_COPY)
                .scaleInCooldown(COOLDOWN_SECONDS)
                .scaleOutCooldown(COOLDOWN_SECONDS)
                .build())
        .build();
  }

  private void wake(String name) {
    CfnScalingPolicy policy =
        CfnScalingPolicy.Builder.create(scope, "Wake")
            .policyName("from-zero")
            .policyType("StepScaling")
            .scalingTargetId(target.getRef())
            .stepScalingPolicyConfiguration(
                CfnScalingPolicy.StepScalingPolicyConfigurationProperty.builder()
                    .adjustmentType("ChangeInCapacity")
                    .metricAggregationType("Maximum")
                    .cooldown(WAKE_COOLDOWN_SECONDS)
                    .stepAdjustments(
                        List.of(
                            CfnScalingPolicy.StepAdjustmentProperty.builder()
                                .metricIntervalLowerBound(0)
                                .scalingAdjustment(1)
                                .build()))
                    .build())
            .build();
    CfnAlarm.Builder.create(scope, "WakeAlarm")
        .alarmDescription("A call found no copy of the model; this starts the first one")
        .namespace("AWS/SageMaker")
        .metricName("NoCapacityInvocationFailures")
        .dimensions(
            List.of(
                CfnAlarm.DimensionProperty.builder()
                    .name("InferenceComponentName")
                    .value(name)
                    .build()))
        .statistic("Maximum")
        .period(WAKE_PERIOD_SECONDS)
        .evaluationPeriods(1)
        .datapointsToAlarm(1)
        .comparisonOperator("GreaterThanOrEqualToThreshold")
        .threshold(1)
        .treatMissingData("missing")
        .alarmActions(List.of(policy.getRef()))
        .build();
  }
}
