package io.github.slmsagemaker.infra.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.infra.Synthesised;
import io.github.slmsagemaker.infra.Template;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;
import tools.jackson.databind.JsonNode;

class GithubAccessStackTest {
  private static final String PROVIDER =
      "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com";
  private static final Environment PLACE =
      Environment.builder().account("123456789012").region("eu-west-1").build();

  private final Template made = template(Optional.empty());

  @Test
  void only_jobs_of_one_environment_of_one_repository_may_assume_the_role() {
    JsonNode statements = role().at("/AssumeRolePolicyDocument/Statement");

    assertThat(statements.size()).isEqualTo(1);
    JsonNode only = statements.get(0);
    assertThat(only.at("/Action").asString()).isEqualTo("sts:AssumeRoleWithWebIdentity");
    assertThat(only.get("Condition").toString())
        .isEqualTo(
            "{\"StringEquals\":"
                + "{\"token.actions.githubusercontent.com:aud\":\"sts.amazonaws.com\","
                + "\"token.actions.githubusercontent.com:sub\":"
                + "\"repo:jane/slm:environment:production\"}}");
  }

  @Test
  void a_session_lasts_two_hours_and_the_workflow_asks_for_all_of_it() throws Exception {
    assertThat(role().get("MaxSessionDuration").asInt()).isEqualTo(7200);
    assertThat(Files.readString(Path.of("..", ".github", "workflows", "test-and-deploy.yml")))
        .contains("role-duration-seconds: 7200");
  }

  @Test
  void the_role_may_deploy_and_read_the_keys_and_nothing_else() {
    JsonNode statements = made.only("AWS::IAM::Policy").at("/PolicyDocument/Statement");

    assertThat(statements.valueStream().map(GithubAccessStackTest::brief).toList())
        .containsExactly(
            "sts:AssumeRole on cdk-hnb659fds-deploy-role-123456789012-eu-west-1,"
                + " cdk-hnb659fds-file-publishing-role-123456789012-eu-west-1,"
                + " cdk-hnb659fds-image-publishing-role-123456789012-eu-west-1,"
                + " cdk-hnb659fds-lookup-role-123456789012-eu-west-1",
            "cloudformation:DescribeStacks on SlmSagemaker/*",
            "secretsmanager:GetSecretValue on ApiKeysSecret*");
  }

  @Test
  void the_stacks_secrets_of_keys_are_named_as_the_role_expects() {
    Set<String> secrets =
        Synthesised.serverless().resources("AWS::SecretsManager::Secret").keySet();

    assertThat(secrets)
        .isNotEmpty()
        .allMatch(secret -> secret.startsWith(GithubAccessStack.KEY_SECRETS));
  }

  @Test
  void an_identity_provider_that_exists_is_used_and_none_is_made() {
    Template template = template(Optional.of(PROVIDER));

    assertThat(made.resources("AWS::IAM::OIDCProvider")).hasSize(1);
    assertThat(template.resources("AWS::IAM::OIDCProvider")).isEmpty();
    assertThat(
            template
                .only("AWS::IAM::Role")
                .at("/AssumeRolePolicyDocument/Statement/0/Principal/Federated")
                .asString())
        .isEqualTo(PROVIDER);
  }

  private JsonNode role() {
    return made.only("AWS::IAM::Role");
  }

  /** Actions, and the last part of each resource's name. */
  private static String brief(JsonNode statement) {
    JsonNode resources = statement.get("Resource");
    List<JsonNode> all =
        resources.isArray() ? resources.valueStream().toList() : List.of(resources);
    return statement.get("Action").asString()
        + " on "
        + all.stream().map(GithubAccessStackTest::name).collect(Collectors.joining(", "));
  }

  private static String name(JsonNode arn) {
    String last = arn.at("/Fn::Join/1").valueStream().toList().getLast().asString();
    return last.replaceFirst(".*?:(role/|stack/|secret:)", "");
  }

  private static Template template(Optional<String> provider) {
    App app = Synthesised.app();
    new GithubAccessStack(
        app,
        GithubAccessApp.STACK,
        StackProps.builder().env(PLACE).build(),
        new GithubAccess("jane/slm", "production", provider));
    return Synthesised.template(app);
  }
}
