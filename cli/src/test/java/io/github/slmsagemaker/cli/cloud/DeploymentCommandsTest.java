package io.github.slmsagemaker.cli.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.cli.account.Account.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code synth}, {@code deploy} and {@code key}. */
final class DeploymentCommandsTest {
  @TempDir private Path clone;
  private final CloudFixture cloud = new CloudFixture();

  @BeforeEach
  void make_a_clone() throws IOException {
    cloud.clone = clone;
    Files.writeString(clone.resolve("cdk.json"), "{}");
    Files.writeString(clone.resolve("package-lock.json"), "{}");
    install();
  }

  @Test
  void synth_starts_the_pinned_command_line_with_the_context() {
    int code = cloud.run("synth", "-c", "lane=gpu", "-c", "keys=a,b", "-o", "/tmp/templates");

    assertThat(code).isZero();
    assertThat(cloud.started)
        .containsExactly(
            List.of(
                clone.resolve("node_modules/.bin/cdk").toString(),
                "synth",
                "--quiet",
                "--output",
                "/tmp/templates",
                "--context",
                "lane=gpu",
                "--context",
                "keys=a,b"));
    assertThat(cloud.out.toString()).isEmpty();
  }

  /** The CDK runs in the clone's folder. */
  @Test
  void a_file_is_looked_for_where_its_name_was_typed() {
    cloud.run("synth", "-c", "promptFile=prompt.json", "-c", "promptFile=/a/prompt.json");

    assertThat(cloud.started.getLast())
        .contains(
            "promptFile=" + Path.of("").toAbsolutePath().resolve("prompt.json"),
            "promptFile=/a/prompt.json");
  }

  @Test
  void the_templates_go_into_the_clone_unless_told() {
    cloud.run("synth");

    assertThat(cloud.started.getFirst()).contains(clone.resolve("cdk.out").toString());
  }

  @Test
  void a_status_of_the_command_line_is_passed_on() {
    cloud.process = (folder, command) -> 3;

    assertThat(cloud.run("synth")).isEqualTo(3);
    assertThat(cloud.run("deploy")).isEqualTo(3);
    assertThat(cloud.out.toString()).isEmpty();
  }

  @Test
  void the_command_line_is_installed_once() throws IOException {
    Files.delete(clone.resolve("node_modules/.bin/cdk"));
    cloud.process =
        (folder, command) -> {
          if (command.getFirst().equals("npm")) {
            install();
          }
          return 0;
        };

    assertThat(cloud.run("synth")).isZero();
    assertThat(cloud.run("synth")).isZero();
    assertThat(cloud.started.stream().map(List::getFirst))
        .containsExactly(
            "npm",
            clone.resolve("node_modules/.bin/cdk").toString(),
            clone.resolve("node_modules/.bin/cdk").toString());
  }

  @Test
  void an_installation_that_fails_says_so() throws IOException {
    Files.delete(clone.resolve("node_modules/.bin/cdk"));
    cloud.process = (folder, command) -> 7;

    assertThat(cloud.run("synth")).isEqualTo(1);
    assertThat(cloud.err.toString()).contains("npm ci ended with 7");
  }

  @Test
  void outside_of_a_clone_nothing_is_started() throws IOException {
    Files.delete(clone.resolve("cdk.json"));

    assertThat(cloud.run("deploy")).isEqualTo(1);
    assertThat(cloud.err.toString()).contains("there is no cdk.json in");
    assertThat(cloud.started).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"synth", "deploy", "doctor"})
  void a_setting_that_is_no_pair_is_bad_usage(String command) {
    assertThat(cloud.run(command, "-c", "lane")).isEqualTo(2);
    assertThat(cloud.err.toString()).contains("-c wants KEY=VALUE");
  }

  @Test
  void deploy_ends_with_two_lines_for_a_shell() {
    cloud.process = (folder, command) -> writes(command, "\"ApiKeySecretArns\": \"default=x\",");

    assertThat(cloud.run("deploy")).isZero();
    assertThat(cloud.out.toString())
        .isEqualTo(
            "OPENAI_BASE_URL=https://x.example/prod/v1%nOPENAI_API_KEY=\"$(./slm key)\"%n"
                .formatted());
    assertThat(cloud.err.toString()).contains("https://dashboard.example");
    assertThat(cloud.started.getFirst()).doesNotContain("--require-approval");
  }

  @ParameterizedTest(name = "a stack that is {0}: what is left of a failure stays, {1}")
  @CsvSource({
    "absent, true",
    "CREATE_FAILED, true",
    "UPDATE_FAILED, true",
    "ROLLBACK_COMPLETE, true",
    "CREATE_COMPLETE, false",
    "UPDATE_COMPLETE, false",
    "UPDATE_ROLLBACK_COMPLETE, false",
  })
  void a_deployment_that_never_worked_leaves_its_evidence(String status, boolean stays) {
    if (!status.equals("absent")) {
      cloud.stacks.put("SlmSagemaker", new Stack(status, Map.of()));
    }
    cloud.process =
        (folder, command) -> {
          cloud.stacks.putIfAbsent("SlmSagemaker", new Stack("CREATE_FAILED", Map.of()));
          return 1;
        };

    assertThat(cloud.run("deploy")).isEqualTo(1);

    assertThat(cloud.started.getFirst().contains("--no-rollback")).isEqualTo(stays);
    assertThat(cloud.err.toString().contains("what was made stays")).isEqualTo(stays);
  }

  @Test
  void a_deployment_that_made_nothing_does_not_speak_of_what_stays() {
    cloud.process = (folder, command) -> 1;

    assertThat(cloud.run("deploy")).isEqualTo(1);

    assertThat(cloud.err.toString()).doesNotContain("what was made stays");
  }

  @Test
  void deploy_names_a_key_where_there_are_several() {
    cloud.process = (folder, command) -> writes(command, "\"ApiKeySecretArns\": \"al=x,bo=y\",");
    cloud.run("deploy", "--yes");

    assertThat(cloud.out.toString()).contains("$(./slm key al)");
    assertThat(cloud.started.getFirst()).containsSubsequence("--require-approval", "never");
  }

  @Test
  void deploy_without_keys_says_that_requests_are_signed() {
    cloud.process = (folder, command) -> writes(command, "");
    cloud.run("deploy");

    assertThat(cloud.out.toString()).doesNotContain("OPENAI_API_KEY");
    assertThat(cloud.err.toString()).contains("Signature Version 4");
  }

  @Test
  void deploy_with_a_user_pool_takes_the_key_from_login() {
    cloud.process = (folder, command) -> writes(command, "\"LoginIssuer\": \"https://p\",");
    cloud.run("deploy");

    assertThat(cloud.out.toString()).contains("OPENAI_API_KEY=\"$(./slm login)\"");
    assertThat(cloud.err.toString()).doesNotContain("Signature");
  }

  @Test
  void key_prints_the_key_alone() {
    cloud.deployed("default=" + CloudFixture.ALICE);

    assertThat(cloud.run("key")).isZero();
    assertThat(cloud.out.toString()).isEqualTo(CloudFixture.KEY + System.lineSeparator());
    assertThat(cloud.err.toString()).isEmpty();
  }

  @Test
  void key_wants_a_name_where_there_are_several() {
    cloud.deployed("alice=" + CloudFixture.ALICE + ",bob=" + CloudFixture.BOB);

    assertThat(cloud.run("key")).isEqualTo(1);
    assertThat(cloud.run("key", "carol")).isEqualTo(1);
    assertThat(cloud.err.toString())
        .contains("several keys, name one of: alice, bob")
        .contains("there is no key 'carol'; there is: alice, bob");
    assertThat(cloud.run("key", "alice")).isZero();
    assertThat(cloud.out.toString()).isEqualTo(CloudFixture.KEY + System.lineSeparator());
  }

  @Test
  void key_of_nothing_deployed_says_where_it_looked() {
    assertThat(cloud.run("key")).isEqualTo(1);
    assertThat(cloud.err.toString()).contains("there is no stack SlmSagemaker in eu-west-1");
  }

  @Test
  void key_of_a_deployment_without_keys_says_so() {
    cloud.stacks.put("SlmSagemaker", new Stack("CREATE_COMPLETE", Map.of()));

    assertThat(cloud.run("key")).isEqualTo(1);
    assertThat(cloud.err.toString())
        .contains("with auth=iam requests are signed")
        .contains("./slm login --issuer URL --client ID");
  }

  @Test
  void key_of_a_stack_with_a_user_pool_names_login() {
    cloud.pooled();

    assertThat(cloud.run("key")).isEqualTo(1);
    assertThat(cloud.err.toString())
        .contains("tokens of its user pool; ./slm login prints one")
        .doesNotContain("iam");
  }

  private void install() {
    try {
      Path program = Files.createDirectories(clone.resolve("node_modules/.bin")).resolve("cdk");
      Files.writeString(program, "#!/bin/sh\n");
      assertThat(program.toFile().setExecutable(true)).isTrue();
      Files.writeString(clone.resolve("node_modules/.package-lock.json"), "{}");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What `cdk deploy --outputs-file` leaves. */
  private static int writes(List<String> command, String more) {
    Path file = Path.of(command.get(command.indexOf("--outputs-file") + 1));
    String outputs =
        """
        {"SlmSagemaker": {%s
          "BaseUrl": "https://x.example/prod/v1", "DashboardUrl": "https://dashboard.example"}}
        """
            .formatted(more);
    try {
      Files.writeString(file, outputs);
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
