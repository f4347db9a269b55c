package io.github.slmsagemaker.infra.constructs.model;

import io.github.slmsagemaker.infra.constructs.Accepted;
import io.github.slmsagemaker.infra.constructs.image.ContainerImage;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * What SageMaker may do to run the container: pull this one image, write this one log, publish the
 * instance metrics. Its policy is inline, so that it is there when SageMaker first tries the pull.
 *
 * <p>Source: "CreateModel API: Execution Role Permissions" in the SageMaker developer guide, less
 * S3: the weights lie in the image or come from the model's publisher.
 */
final class ExecutionRole {
  private static final String METRIC_NAMESPACE = "/aws/sagemaker/Endpoints";

  private ExecutionRole() {}

  static Role create(Construct scope, String id, ContainerImage image, LogGroup log) {
    Role role =
        Role.Builder.create(scope, id)
            .assumedBy(new ServicePrincipal("sagemaker.amazonaws.com"))
            .description("Runs the model's container")
            .inlinePolicies(
                Map.of(
                    "Run",
                    PolicyDocument.Builder.create()
                        .statements(
                            List.of(
                                pull(image.repositoryArn(scope)), login(), write(log), metrics()))
                        .build()))
            .build();
    Accepted.finding(
        role,
        "AwsSolutions-IAM5[Resource::*]",
        "ecr:GetAuthorizationToken and cloudwatch:PutMetricData know no resources; the latter is"
            + " bound to its namespace by a condition");
    return role;
  }

  private static PolicyStatement pull(String repositoryArn) {
    return allow(
        List.of(
            "ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"),
        repositoryArn);
  }

  private static PolicyStatement login() {
    return allow(List.of("ecr:GetAuthorizationToken"), "*");
  }

  private static PolicyStatement write(LogGroup log) {
    return allow(
        List.of(
            "logs:CreateLogGroup",
            "logs:CreateLogStream",
            "logs:DescribeLogStreams",
            "logs:PutLogEvents"),
        log.getLogGroupArn());
  }

  private static PolicyStatement metrics() {
    PolicyStatement statement = allow(List.of("cloudwatch:PutMetricData"), "*");
    statement.addCondition("StringEquals", Map.of("cloudwatch:namespace", METRIC_NAMESPACE));
    return statement;
  }

  private static PolicyStatement allow(List<String> actions, String resource) {
    return PolicyStatement.Builder.create()
        .effect(Effect.ALLOW)
        .actions(actions)
        .resources(List.of(resource))
        .build();
  }
}
