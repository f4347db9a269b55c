package io.github.slmsagemaker.infra.constructs.stop;

import io.github.slmsagemaker.core.deployment.StopNames;
import io.github.slmsagemaker.infra.constructs.Accepted;
import io.github.slmsagemaker.infra.constructs.FunctionRole;
import io.github.slmsagemaker.infra.constructs.InlineCode;
import io.github.slmsagemaker.infra.constructs.api.ApiConstruct;
import io.github.slmsagemaker.infra.constructs.invoker.InvokerConstruct;
import io.github.slmsagemaker.infra.constructs.model.SageMakerConstruct;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.LambdaSubscription;
import software.constructs.Construct;

/**
 * A topic that stops the deployment: whatever it is told, the invoker takes no more requests and no
 * copy of the model is kept. Nothing but a person starts it again.
 *
 * <p>A budget's own actions can attach policies and stop EC2 and RDS instances, and nothing else:
 * "Configuring budget actions" in the AWS cost management user guide.
 */
public final class HardStop extends Construct {
  private final Topic topic;
  private final Function function;

  /** Creates the topic and the function behind it. */
  public HardStop(
      Construct scope,
      String id,
      SageMakerConstruct model,
      InvokerConstruct invoker,
      ApiConstruct api) {
    super(scope, id);
    this.topic =
        Topic.Builder.create(this, "Topic")
            .displayName("slm-sagemaker stop")
            .enforceSsl(true)
            .build();
    this.function = function(model, invoker, api);
    topic.addSubscription(new LambdaSubscription(function));
  }

  /** What is told that the deployment must stop; who may publish is the caller's to say. */
  public Topic topic() {
    return topic;
  }

  /** What stops it, for an alarm to watch. */
  public IFunction function() {
    return function;
  }

  private Function function(SageMakerConstruct model, InvokerConstruct invoker, ApiConstruct api) {
    LogGroup log =
        LogGroup.Builder.create(this, "Log")
            .retention(RetentionDays.ONE_YEAR)
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    Role role = FunctionRole.create(this, "Role", log);
    role.addToPolicy(allow("lambda:PutFunctionConcurrency", invoker.function().getFunctionArn()));
    role.addToPolicy(allow("apigateway:PATCH", stageArn(api)));
    Map<String, String> names = new TreeMap<>();
    names.put("FUNCTION", invoker.function().getFunctionName());
    names.put("API", api.apiId());
    names.put("STAGE", ApiConstruct.STAGE);
    names.put("VARIABLE", StopNames.VARIABLE);
    names.put("STOPPED", StopNames.STOPPED);
    model
        .ownComponentArn()
        .ifPresent(
            arn -> {
              names.put("COMPONENT", model.inferenceComponentName().orElseThrow());
              allowCopies(role, arn);
            });
    return Function.Builder.create(this, "Function")
        .description("Stops the deployment when the month's budget is passed")
        .runtime(Runtime.PYTHON_3_14)
        .handler("index.handler")
        .code(InlineCode.python(HardStop.class, "hard_stop.py"))
        .timeout(Duration.minutes(1))
        .role(role)
        .logGroup(log)
        .environment(names)
        .build();
  }

  private static String stageArn(ApiConstruct api) {
    Stack stack = Stack.of(api);
    return "arn:%s:apigateway:%s::/restapis/%s/stages/%s"
        .formatted(stack.getPartition(), stack.getRegion(), api.apiId(), ApiConstruct.STAGE);
  }

  /**
   * Application Auto Scaling names its targets by an id that no template can know, and asks the
   * service in its caller's name whether there is what it scales.
   */
  private static void allowCopies(Role role, String componentArn) {
    Stack stack = Stack.of(role);
    String targets =
        "arn:%s:application-autoscaling:%s:%s:scalable-target/*"
            .formatted(stack.getPartition(), stack.getRegion(), stack.getAccount());
    role.addToPolicy(
        PolicyStatement.Builder.create()
            .actions(List.of("application-autoscaling:RegisterScalableTarget"))
            .resources(List.of(targets))
            .conditions(
                Map.of(
                    "StringEquals",
                    new TreeMap<>(
                        Map.of(
                            "application-autoscaling:service-namespace",
                            "sagemaker",
                            "application-autoscaling:scalable-dimension",
                            "sagemaker:inference-component:DesiredCopyCount"))))
            .build());
    role.addToPolicy(allow("sagemaker:DescribeInferenceComponent", componentArn));
    role.addToPolicy(allow("sagemaker:UpdateInferenceComponentRuntimeConfig", componentArn));
    Accepted.finding(
        role,
        "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:application-autoscaling:<AWS::Region>:"
            + "<AWS::AccountId>:scalable-target/*]",
        "a scalable target's ARN holds an id that is known only to the service; conditions leave"
            + " the copies of inference components");
  }

  private static PolicyStatement allow(String action, String resource) {
    return PolicyStatement.Builder.create()
        .actions(List.of(action))
        .resources(List.of(resource))
        .build();
  }
}
