package io.github.slmsagemaker.infra.constructs.image;

import io.github.slmsagemaker.infra.constructs.Accepted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.ecr.CfnRepository;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.constructs.Construct;

/**
 * What the build may do: read its one source, write its one log, push to its one repository, and
 * pull a base image where that lies in a private ECR.
 */
final class ImageBuildRole {
  private ImageBuildRole() {}

  static Role create(
      Construct scope,
      CfnRepository repository,
      Asset context,
      LogGroup log,
      Optional<ContainerImage> base) {
    List<PolicyStatement> statements = new ArrayList<>();
    statements.add(
        allow(
            context.getBucket().arnForObjects(context.getS3ObjectKey()),
            "s3:GetObject",
            "s3:GetObjectVersion"));
    statements.add(allow(log.getLogGroupArn(), "logs:CreateLogStream", "logs:PutLogEvents"));
    statements.add(allow("*", "ecr:GetAuthorizationToken"));
    statements.add(
        allow(
            repository.getAttrArn(),
            "ecr:BatchCheckLayerAvailability",
            "ecr:BatchGetImage",
            "ecr:CompleteLayerUpload",
            "ecr:DescribeImages",
            "ecr:InitiateLayerUpload",
            "ecr:PutImage",
            "ecr:UploadLayerPart"));
    base.ifPresent(
        image ->
            statements.add(
                allow(
                    image.repositoryArn(scope),
                    "ecr:BatchCheckLayerAvailability",
                    "ecr:BatchGetImage",
                    "ecr:GetDownloadUrlForLayer")));
    Role role =
        Role.Builder.create(scope, "Role")
            .assumedBy(new ServicePrincipal("codebuild.amazonaws.com"))
            .description("Builds the model's container image")
            .inlinePolicies(
                Map.of("Build", PolicyDocument.Builder.create().statements(statements).build()))
            .build();
    Accepted.finding(
        role, "AwsSolutions-IAM5[Resource::*]", "ecr:GetAuthorizationToken knows no resources");
    return role;
  }

  private static PolicyStatement allow(String resource, String... actions) {
    return PolicyStatement.Builder.create()
        .actions(List.of(actions))
        .resources(List.of(resource))
        .build();
  }
}
