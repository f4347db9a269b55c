package io.github.slmsagemaker.cli.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.cli.account.Account.Stack;
import io.github.slmsagemaker.cli.account.AccountFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class DoctorCommandTest {
  private static final String MEMORY = "Memory size in MB per serverless endpoint";
  private static final String CONCURRENCY =
      "Maximum total concurrency that can be allocated across all serverless endpoints";
  private static final String BUILDS = "Concurrently running builds for Linux/Medium environment";
  private static final String GPU = "ml.g5.xlarge for endpoint usage";
  private static final String OURS = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/slm:1";

  private final CloudFixture cloud = new CloudFixture();

  @BeforeEach
  void make_everything_good() {
    cloud.programs.put("node", "v22.12.0");
    cloud.programs.put("mvn", "\u001b[1mApache Maven 3.9.9 (abc)\u001b[m\nMaven home: /x");
    cloud.programs.put("docker", "28.1");
    cloud.stacks.put("CDKToolkit", new Stack("CREATE_COMPLETE", Map.of("BootstrapVersion", "27")));
    cloud.quotas.put(MEMORY, 6144.0);
    cloud.quotas.put(CONCURRENCY, 10.0);
    cloud.quotas.put(BUILDS, 1.0);
    cloud.quotas.put(GPU, 1.0);
    cloud.images.add("deep-learning-containers/llama-cpp:server-sagemaker-cpu-v1");
  }

  @Test
  void a_good_account_ends_with_0() {
    assertThat(cloud.run("doctor")).isZero();
    assertThat(cloud.out.toString().lines())
        .allMatch(line -> line.startsWith("ok "))
        .anyMatch(line -> line.matches("ok +Maven: 3\\.9\\.9"))
        .anyMatch(line -> line.contains("CDK bootstrap: version 27"))
        .hasSize(9);
    assertThat(cloud.err.toString()).isEmpty();
  }

  @Test
  void without_credentials_it_says_so_and_looks_no_further() {
    cloud.failure = new AccountFailure("no AWS credentials; run `aws configure`");

    assertThat(cloud.run("doctor")).isEqualTo(1);
    assertThat(cloud.out.toString())
        .contains("problem  AWS credentials: no AWS credentials")
        .doesNotContain("bootstrap");
  }

  @Test
  void an_account_without_bootstrap_is_told_the_command() {
    cloud.stacks.clear();

    assertThat(cloud.run("doctor")).isEqualTo(1);
    assertThat(cloud.out.toString())
        .contains("problem  CDK bootstrap: no stack CDKToolkit in eu-west-1")
        .contains("fix: npx cdk bootstrap aws://123456789012/eu-west-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "0", "", "x"})
  void a_bootstrap_that_is_too_old_is_a_problem(String version) {
    cloud.stacks.put("CDKToolkit", new Stack("", Map.of("BootstrapVersion", version)));

    assertThat(cloud.run("doctor")).isEqualTo(1);
    assertThat(cloud.out.toString()).contains("problem  CDK bootstrap: version");
  }

  @Test
  void a_new_accounts_memory_quota_is_a_problem_with_two_ways_out() {
    cloud.quotas.put(MEMORY, 3072.0);

    assertThat(cloud.run("doctor")).isEqualTo(1);
    assertThat(cloud.out.toString())
        .contains("problem  " + MEMORY + ": 3072, but 6144 wanted")
        .contains("ask for 6144")
        .contains("-c model=hermes-3-llama-3.2-3b -c memoryMb=3072");
    assertThat(cloud.run("doctor", "-c", "memoryMb=3072", "-c", "model=hermes-3-llama-3.2-3b"))
        .isZero();
  }

  @Test
  void a_quota_that_is_not_listed_is_unknown_and_no_problem() {
    cloud.quotas.remove(MEMORY);

    assertThat(cloud.run("doctor")).isZero();
    assertThat(cloud.out.toString()).contains("unknown  " + MEMORY).contains("3072 MB");
  }

  @Test
  void the_gpu_lane_wants_an_instance_and_no_build() {
    cloud.quotas.put(GPU, 0.0);
    cloud.quotas.put(BUILDS, 0.0);

    assertThat(cloud.run("doctor", "-c", "lane=gpu")).isEqualTo(1);
    assertThat(cloud.out.toString())
        .contains("problem  " + GPU + ": 0, but 1 wanted")
        .doesNotContain(BUILDS, MEMORY);
  }

  @Test
  void an_account_that_may_not_build_can_build_with_docker() {
    cloud.quotas.put(BUILDS, 0.0);

    assertThat(cloud.run("doctor")).isEqualTo(1);
    assertThat(cloud.out.toString()).contains("-c imageBuild=docker");
    assertThat(cloud.run("doctor", "-c", "imageBuild=docker")).isZero();
    cloud.programs.remove("docker");
    assertThat(cloud.run("doctor", "-c", "imageBuild=docker")).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0} free: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "10|burstLimit=10|advice   Lambda concurrency: 10 at once are not reserved, 11 would be used",
        "11|burstLimit=10|ok       Lambda concurrency: 11 at once, the deployment uses up to 11",
        "10|maxConcurrency=10|advice   Lambda concurrency: 10 at once are not reserved, 11 would",
        "10|burstLimit=3|ok       Lambda concurrency: 10 at once, the deployment uses up to 4",
      })
  void callers_who_wait_must_leave_room_for_the_authorizer(int free, String setting, String line) {
    cloud.functions = free;

    assertThat(cloud.run("doctor", "-c", setting)).isZero();
    assertThat(cloud.out.toString()).contains(line);
  }

  @Test
  void an_image_that_is_named_must_be_there() {
    assertThat(cloud.run("doctor", "-c", "imageUri=" + OURS)).isEqualTo(1);
    assertThat(cloud.out.toString()).contains("problem  Engine image: " + OURS + " is not there");
    cloud.images.add("slm:1");
    assertThat(cloud.run("doctor", "-c", "imageUri=" + OURS)).isZero();
  }

  @Test
  void a_serverless_endpoint_takes_no_image_of_another_account_or_region() {
    cloud.images.add("slm:1");

    assertThat(cloud.run("doctor", "-c", "imageUri=" + OURS.replace('1', '2'))).isEqualTo(1);
    assertThat(cloud.run("doctor", "-c", "imageUri=" + OURS.replace("eu-west-1", "us-east-1")))
        .isEqualTo(1);
    assertThat(cloud.out.toString()).contains("is not in account 123456789012, region eu-west-1");
  }

  @Test
  void a_published_image_that_is_gone_is_a_problem() {
    cloud.images.clear();

    assertThat(cloud.run("doctor")).isEqualTo(1);
    assertThat(cloud.out.toString()).contains("problem  Engine image: public.ecr.aws/");
  }

  @Test
  void an_old_node_and_a_missing_maven_are_problems() {
    cloud.programs.put("node", "v18.20.1");
    cloud.programs.remove("mvn");

    assertThat(cloud.run("doctor")).isEqualTo(1);
    assertThat(cloud.out.toString())
        .contains("problem  Node: v18.20.1 is too old")
        .contains("problem  Maven: there is no mvn");
  }

  @Test
  void json_has_every_finding() {
    cloud.quotas.put(BUILDS, 0.0);

    assertThat(cloud.run("doctor", "--json")).isEqualTo(1);
    JsonNode report = JsonMapper.shared().readTree(cloud.out.toString());
    assertThat(report.get("deployable").asBoolean()).isFalse();
    assertThat(report.get("findings").valueStream())
        .hasSize(9)
        .allMatch(finding -> finding.propertyNames().size() == 4)
        .anyMatch(
            finding ->
                finding.get("status").asString().equals("problem")
                    && finding.get("subject").asString().equals(BUILDS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lane=fast", "memoryMb=much", "maxConcurrency=1.5"})
  void settings_that_make_no_sense_are_problems(String pair) {
    assertThat(cloud.run("doctor", "-c", pair)).isEqualTo(1);
    assertThat(cloud.out.toString())
        .contains("problem  Settings: " + pair.replace("=", " is '") + "', expected");
  }

  @Test
  void what_does_not_fit_is_a_problem_with_the_plans_reason() {
    assertThat(cloud.run("doctor", "-c", "memoryMb=3072")).isEqualTo(1);
    assertThat(cloud.out.toString())
        .contains(
            "problem  Settings: hermes-3-llama-3.1-8b in Q4_K_M with a context of 4096 on lane"
                + " serverless does not fit: it needs 5600 MiB")
        .contains("what fits: memory 6144 MB, or model hermes-3-llama-3.2-3b in Q4_K_M")
        .contains("ok       AWS credentials");
  }

  @Test
  void a_misspelt_key_is_a_problem() {
    assertThat(cloud.run("doctor", "-c", "memroyMb=6144")).isEqualTo(1);
    assertThat(cloud.out.toString())
        .contains("problem  Settings: unknown context key memroyMb, expected one of alarmEmail,")
        .contains("did you mean memoryMb?");
  }

  @Test
  void settings_in_cdk_json_count_below_those_of_the_command_line(@TempDir Path clone)
      throws IOException {
    Files.writeString(
        clone.resolve("cdk.json"), "{\"context\":{\"memoryMb\":3072,\"@aws-cdk/x:y\":true}}");
    cloud.clone = clone;

    assertThat(cloud.run("doctor")).isEqualTo(1);
    assertThat(cloud.out.toString()).contains("an endpoint of 3072 MB has 3072 MiB");
    assertThat(cloud.run("doctor", "-c", "memoryMb=6144")).isZero();
  }
}
