package io.github.slmsagemaker.infra.delivery;

import io.github.slmsagemaker.infra.SlmSagemakerApp;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.iam.FederatedPrincipal;
import software.amazon.awscdk.services.iam.OidcProviderNative;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

/**
 * A role that jobs of one repository's one environment may assume, without a stored key. It may use
 * the CDK's own deployment roles, look at the stack, and read the API keys that the stack has made.
 *
 * <p>Output: {@code RoleArn}, for the repository variable {@code AWS_ROLE_ARN}. Source: GitHub's
 * documentation, "Configuring OpenID Connect in Amazon Web Services".
 */
public final class GithubAccessStack extends Stack {
  private static final String ISSUER = "token.actions.githubusercontent.com";
  private static final String AUDIENCE = "sts.amazonaws.com";

  /** Qualifier of the CDK's default bootstrap. */
  private static final String BOOTSTRAP = "cdk-hnb659fds";

  /** Beginning of the names that CloudFormation gives to the stack's secrets of API keys. */
  static final String KEY_SECRETS = "ApiKeysSecret";

  /** Creates every part. */
  public GithubAccessStack(Construct scope, String id, StackProps place, GithubAccess access) {
    super(scope, id, place);
    Role role =
        Role.Builder.create(this, "Deployer")
            .description("Deploys from " + access.subject())
            .assumedBy(trusted(access))
            // Build, endpoint and acceptance suite take more than the usual hour.
            .maxSessionDuration(Duration.hours(2))
            .build();
    deploymentSteps().forEach(role::addToPolicy);
    CfnOutput.Builder.create(this, "RoleArn")
        .description("For the repository variable AWS_ROLE_ARN")
        .value(role.getRoleArn())
        .build();
  }

  private FederatedPrincipal trusted(GithubAccess access) {
    String provider =
        access
            .providerArn()
            .orElseGet(
                () ->
                    OidcProviderNative.Builder.create(this, "GitHub")
                        .url("https://" + ISSUER)
                        .clientIds(List.of(AUDIENCE))
                        .build()
                        .getOidcProviderArn());
    return new FederatedPrincipal(
        provider,
        Map.of(
            "StringEquals", // Sorted, so that every process writes the same template.
            new TreeMap<>(Map.of(ISSUER + ":aud", AUDIENCE, ISSUER + ":sub", access.subject()))),
        "sts:AssumeRoleWithWebIdentity");
  }

  private List<PolicyStatement> deploymentSteps() {
    return List.of(
        allow("sts:AssumeRole", bootstrapRoles()),
        allow(
            "cloudformation:DescribeStacks",
            List.of(arn("cloudformation", "stack", SlmSagemakerApp.STACK + "/*"))),
        allow(
            "secretsmanager:GetSecretValue",
            List.of(
                formatArn(
                    ArnComponents.builder()
                        .service("secretsmanager")
                        .resource("secret")
                        .resourceName(KEY_SECRETS + "*")
                        .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                        .build()))));
  }

  private List<String> bootstrapRoles() {
    return Stream.of("deploy", "file-publishing", "image-publishing", "lookup")
        .map(step -> "%s-%s-role-%s-%s".formatted(BOOTSTRAP, step, getAccount(), getRegion()))
        .map(
            name ->
                formatArn(
                    ArnComponents.builder()
                        .service("iam")
                        .region("")
                        .resource("role")
                        .resourceName(name)
                        .build()))
        .toList();
  }

  private String arn(String service, String resource, String name) {
    return formatArn(
        ArnComponents.builder().service(service).resource(resource).resourceName(name).build());
  }

  private static PolicyStatement allow(String action, List<String> resources) {
    return PolicyStatement.Builder.create().actions(List.of(action)).resources(resources).build();
  }
}
