package io.github.slmsagemaker.infra.constructs.image;

import io.github.slmsagemaker.infra.constructs.Accepted;
import io.github.slmsagemaker.infra.constructs.FunctionRole;
import io.github.slmsagemaker.infra.constructs.InlineCode;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.CfnElement;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.customresources.Provider;
import software.amazon.awscdk.services.codebuild.CfnProject;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;
import software.constructs.IConstruct;

/**
 * Starts the build and waits for it, by CDK's provider framework.
 *
 * <p>The two functions are Python, since its runtime brings AWS's SDK: they need no package.
 */
final class ImageBuildProvider {
  private static final String MANAGED =
      "AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/"
          + "AWSLambdaBasicExecutionRole]";

  /** CloudFormation ends a custom resource after an hour, whatever the framework is told. */
  static final Duration PATIENCE = Duration.minutes(58);

  private static final String FRAMEWORK =
      "CDK's provider framework makes this, and takes no other settings";

  private final Construct scope;
  private final CfnProject project;
  private final LogGroup buildLog;

  private ImageBuildProvider(Construct scope, CfnProject project, LogGroup buildLog) {
    this.scope = scope;
    this.project = project;
    this.buildLog = buildLog;
  }

  static Provider create(Construct scope, CfnProject project, LogGroup buildLog) {
    return new ImageBuildProvider(scope, project, buildLog).provider();
  }

  private Provider provider() {
    LogGroup log =
        LogGroup.Builder.create(scope, "ProviderLog")
            .retention(RetentionDays.ONE_MONTH)
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    Function start = function("Start", "on_event", log, List.of(onProject("codebuild:StartBuild")));
    Function wait =
        function(
            "Wait",
            "is_complete",
            log,
            List.of(
                onProject("codebuild:BatchGetBuilds"),
                allow("logs:GetLogEvents", buildLog.getLogGroupArn())));
    Provider provider =
        Provider.Builder.create(scope, "Provider")
            .onEventHandler(start)
            .isCompleteHandler(wait)
            .queryInterval(Duration.seconds(30))
            .totalTimeout(PATIENCE)
            .logGroup(log)
            .disableWaiterStateMachineLogging(true)
            .build();
    accept(provider, start, wait);
    return provider;
  }

  private void accept(Provider provider, Function start, Function wait) {
    List<String> rules =
        new ArrayList<>(
            List.of(MANAGED, "AwsSolutions-L1", "AwsSolutions-SF1", "AwsSolutions-SF2"));
    for (IConstruct called :
        List.of(
            start,
            wait,
            provider.getNode().findChild("framework-isComplete"),
            provider.getNode().findChild("framework-onTimeout"))) {
      if (called.getNode().getDefaultChild() instanceof CfnElement function) {
        // The framework may call every version of its functions.
        String id = Stack.of(scope).getLogicalId(function);
        rules.add("AwsSolutions-IAM5[Resource::<%s.Arn>:*]".formatted(id));
      }
    }
    rules.forEach(rule -> Accepted.finding(provider, rule, FRAMEWORK));
  }

  private Function function(
      String id, String handler, LogGroup log, List<PolicyStatement> statements) {
    Role role = FunctionRole.create(scope, id + "Role", log);
    statements.forEach(role::addToPolicy);
    return Function.Builder.create(scope, id + "Function")
        .description("Image build: " + handler)
        .runtime(Runtime.PYTHON_3_14)
        .handler("index." + handler)
        .code(InlineCode.python(ImageBuildProvider.class, "image_build.py"))
        .timeout(Duration.minutes(1))
        .role(role)
        .logGroup(log)
        .build();
  }

  private PolicyStatement onProject(String action) {
    return allow(action, project.getAttrArn());
  }

  private static PolicyStatement allow(String action, String resource) {
    return PolicyStatement.Builder.create()
        .actions(List.of(action))
        .resources(List.of(resource))
        .build();
  }
}
