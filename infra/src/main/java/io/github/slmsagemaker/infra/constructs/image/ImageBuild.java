package io.github.slmsagemaker.infra.constructs.image;

import io.github.slmsagemaker.infra.constructs.Accepted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.codebuild.CfnProject;
import software.amazon.awscdk.services.ecr.CfnRepository;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.constructs.Construct;

/**
 * A repository, a CodeBuild project that builds one image into it, and the resource that waits for
 * the build: nobody pushes 5 GB of weights from a laptop.
 */
final class ImageBuild {
  /** 8 GB of memory, 4 processors, 128 GB of disk: weights lie on it three times. */
  private static final String COMPUTE = "BUILD_GENERAL1_MEDIUM";

  private static final String BUILD_IMAGE = "aws/codebuild/amazonlinux-x86_64-standard:5.0";

  /** With the waiting before it, less than the {@link ImageBuildProvider#PATIENCE}. */
  private static final int TIMEOUT_MINUTES = 50;

  private static final int QUEUED_MINUTES = 7;

  /** The one that serves and the one that follows it. */
  private static final String LIFECYCLE =
      "{\"rules\":[{\"rulePriority\":1,\"description\":\"the image that serves and the next\","
          + "\"selection\":{\"tagStatus\":\"any\",\"countType\":\"imageCountMoreThan\","
          + "\"countNumber\":2},\"action\":{\"type\":\"expire\"}}]}";

  private static final String BUILD_SPEC =
      """
      version: 0.2
      env:
        exported-variables: [IMAGE_DIGEST]
      phases:
        build:
          commands:
            - sh build/build-image
            - export IMAGE_DIGEST="$(cat digest)"
      """;

  private final Construct scope;
  private final ImageInputs inputs;
  private final Asset context;
  private final String tag;
  private final CfnRepository repository;

  private ImageBuild(Construct scope, ImageInputs inputs, Asset context, String tag) {
    this.scope = scope;
    this.inputs = inputs;
    this.context = context;
    this.tag = tag;
    this.repository = repository();
  }

  /** The image that a deployment builds, by the digest that it got. */
  static ContainerImage create(Construct scope, ImageInputs inputs, Asset context, String tag) {
    return new ImageBuild(scope, inputs, context, tag).image();
  }

  private ContainerImage image() {
    LogGroup log =
        LogGroup.Builder.create(scope, "Log")
            .retention(RetentionDays.ONE_MONTH)
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    Role role = ImageBuildRole.create(scope, repository, context, log, inputs.privateBase());
    CfnProject project = project(role, log);
    CustomResource build =
        CustomResource.Builder.create(scope, "Build")
            .resourceType("Custom::SlmImage")
            .serviceToken(ImageBuildProvider.create(scope, project, log).getServiceToken())
            .properties(
                // The tag changes with every input, and with it this resource.
                Map.of(
                    "Project", project.getRef(),
                    "Repository", repository.getAttrRepositoryUri(),
                    "Tag", tag))
            .build();
    build.getNode().addDependency(role);
    Stack stack = Stack.of(scope);
    return new ContainerImage(
        build.getAttString("ImageUri"), stack.getAccount(), stack.getRegion(), repository.getRef());
  }

  private CfnRepository repository() {
    CfnRepository made =
        CfnRepository.Builder.create(scope, "Repository")
            .imageScanningConfiguration(
                CfnRepository.ImageScanningConfigurationProperty.builder().scanOnPush(true).build())
            .imageTagMutability("IMMUTABLE")
            .lifecyclePolicy(
                CfnRepository.LifecyclePolicyProperty.builder()
                    .lifecyclePolicyText(LIFECYCLE)
                    .build())
            .emptyOnDelete(true)
            .build();
    made.applyRemovalPolicy(RemovalPolicy.DESTROY);
    return made;
  }

  private CfnProject project(Role role, LogGroup log) {
    CfnProject project =
        CfnProject.Builder.create(scope, "Project")
            .description("Builds the model's container image")
            .serviceRole(role.getRoleArn())
            .artifacts(CfnProject.ArtifactsProperty.builder().type("NO_ARTIFACTS").build())
            .environment(environment())
            .source(
                CfnProject.SourceProperty.builder()
                    .type("S3")
                    .location(context.getS3BucketName() + "/" + context.getS3ObjectKey())
                    .buildSpec(BUILD_SPEC)
                    .build())
            .timeoutInMinutes(TIMEOUT_MINUTES)
            .queuedTimeoutInMinutes(QUEUED_MINUTES)
            .logsConfig(
                CfnProject.LogsConfigProperty.builder()
                    .cloudWatchLogs(
                        CfnProject.CloudWatchLogsConfigProperty.builder()
                            .status("ENABLED")
                            .groupName(log.getLogGroupName())
                            .build())
                    .build())
            .build();
    Accepted.finding(
        project,
        "AwsSolutions-CB3",
        "docker build needs the privileged mode; the project builds this stack's Dockerfile only");
    Accepted.finding(
        project,
        "AwsSolutions-CB4",
        "the project has no artifacts to encrypt, and a key of its own costs money while idle");
    return project;
  }

  private CfnProject.EnvironmentProperty environment() {
    Map<String, String> names = new TreeMap<>(inputs.arguments());
    names.put("REPOSITORY_URI", repository.getAttrRepositoryUri());
    names.put("IMAGE_TAG", tag);
    names.put("IMAGE_TARGET", inputs.target());
    List<CfnProject.EnvironmentVariableProperty> variables = new ArrayList<>();
    names.forEach(
        (name, value) ->
            variables.add(
                CfnProject.EnvironmentVariableProperty.builder().name(name).value(value).build()));
    return CfnProject.EnvironmentProperty.builder()
        .type("LINUX_CONTAINER")
        .computeType(COMPUTE)
        .image(BUILD_IMAGE)
        .privilegedMode(true)
        .environmentVariables(variables)
        .build();
  }
}
