package io.github.slmsagemaker.cli.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** {@code stop} and {@code start}, and what {@code deploy} and {@code doctor} do of a stop. */
final class StopCommandTest {
  private static final String CONCURRENCY = "GET /2019-09-30/functions/f/concurrency";
  private static final String PUT = "PUT /2017-10-31/functions/f/concurrency";
  private static final String DELETE = "DELETE /2017-10-31/functions/f/concurrency";
  private static final String STAGE = "GET /restapis/a/stages/live";
  private static final String PATCH = "PATCH /restapis/a/stages/live";

  private final CloudFixture cloud = new CloudFixture();
  private String reserved = "{}";
  private String code = "dependency_failed";
  private boolean suspended;
  private int copies = 1;
  private int least;

  /** Services that do what they are told. */
  @BeforeEach
  void a_running_deployment() {
    cloud.formation.is("CREATE_COMPLETE");
    cloud.formation.has("AWS::Lambda::Function", "InvokerFunctionA1", "f");
    cloud.formation.has("AWS::Lambda::Function", "ApiAuthorizerB2", "other");
    cloud.formation.has("AWS::ApiGateway::RestApi", "ApiA3", "a");
    cloud.formation.has("AWS::ApiGateway::Stage", "ApiDeploymentStagelive", "live");
    cloud.aws.answers(CONCURRENCY, () -> reserved);
    cloud.aws.answers(PUT, () -> reserved = concurrency(lastNumber()));
    cloud.aws.answers(DELETE, () -> reserved = "{}");
    cloud.aws.answers(STAGE, () -> "{\"variables\": {\"unanswered\": \"%s\"}}".formatted(code));
    cloud.aws.answers(
        PATCH,
        () -> {
          code = last().contains("deployment_stopped") ? "deployment_stopped" : "dependency_failed";
          return "{}";
        });
  }

  private void with_copies() {
    cloud.formation.has(
        "AWS::SageMaker::InferenceComponent",
        "ModelComponent",
        "arn:aws:sagemaker:eu-west-1:123456789012:inference-component/c");
    cloud.aws.answers(
        "DescribeScalableTargets",
        () ->
            """
            {"ScalableTargets": [{"MinCapacity": %1$d, "SuspendedState": {
              "DynamicScalingInSuspended": %2$s, "DynamicScalingOutSuspended": %2$s,
              "ScheduledScalingSuspended": %2$s}}]}
            """
                .formatted(least, suspended));
    cloud.aws.answers(
        "RegisterScalableTarget",
        () -> {
          suspended = last().contains("true");
          return "{}";
        });
    cloud.aws.answers(
        "DescribeInferenceComponent",
        () -> "{\"RuntimeConfig\": {\"DesiredCopyCount\": %d}}".formatted(copies));
    cloud.aws.answers(
        "UpdateInferenceComponentRuntimeConfig",
        () -> {
          copies = lastNumber();
          return "{}";
        });
  }

  @Test
  void stop_takes_all_concurrency_away_and_the_api_says_so() {
    assertThat(cloud.run("stop")).isZero();

    assertThat(reserved).isEqualTo("{\"ReservedConcurrentExecutions\": 0}");
    assertThat(code).isEqualTo("deployment_stopped");
    assertThat(cloud.out.toString())
        .contains("stopped  invoker: takes no request: its reserved concurrency is 0")
        .contains("stopped  API: says 503 deployment_stopped");
    assertThat(cloud.err.toString()).contains("./slm start");
  }

  @Test
  void a_second_stop_changes_nothing() {
    cloud.run("stop");
    cloud.aws.asked.clear();

    assertThat(cloud.run("stop")).isZero();
    assertThat(cloud.aws.asked).allMatch(asked -> asked.startsWith("GET "));
  }

  @Test
  void start_gives_back_what_the_template_reserves() {
    cloud.formation.template =
        """
        {"Resources": {"InvokerFunctionA1": {"Properties": {"ReservedConcurrentExecutions": 7}}}}
        """;
    cloud.run("stop");

    assertThat(cloud.run("start")).isZero();
    assertThat(reserved).isEqualTo("{\"ReservedConcurrentExecutions\": 7}");
    assertThat(code).isEqualTo("dependency_failed");
  }

  @Test
  void start_reserves_nothing_where_the_template_reserves_nothing() {
    cloud.run("stop");

    assertThat(cloud.run("start")).isZero();
    assertThat(reserved).isEqualTo("{}");
  }

  @Test
  void on_the_gpu_lanes_scaling_is_suspended_before_the_copies_end() {
    with_copies();

    assertThat(cloud.run("stop")).isZero();
    assertThat(suspended).isTrue();
    assertThat(copies).isZero();
    assertThat(cloud.aws.asked.stream().filter(asked -> asked.contains("RuntimeConfig")))
        .containsExactly(
            "UpdateInferenceComponentRuntimeConfig"
                + " {\"DesiredRuntimeConfig\":{\"CopyCount\":0},\"InferenceComponentName\":\"c\"}");
    assertThat(cloud.aws.asked.indexOf(first("RegisterScalableTarget")))
        .isLessThan(cloud.aws.asked.indexOf(first("UpdateInferenceComponentRuntimeConfig")));
  }

  @Test
  void an_instance_that_stays_is_told_with_what_ends_it() {
    least = 1;
    with_copies();

    cloud.run("stop");
    assertThat(cloud.out.toString()).contains("the instance stays and costs, until ./slm destroy");

    assertThat(cloud.run("start")).isZero();
    assertThat(copies).isEqualTo(1);
    assertThat(suspended).isFalse();
  }

  @Test
  void a_lane_that_begins_at_zero_starts_without_a_copy() {
    with_copies();
    cloud.run("stop");

    assertThat(cloud.run("start")).isZero();
    assertThat(copies).isZero();
    assertThat(suspended).isFalse();
  }

  @Test
  void the_invoker_starts_last() {
    with_copies();
    cloud.run("stop");
    cloud.aws.asked.clear();

    cloud.run("start");
    assertThat(cloud.aws.asked.indexOf(first("RegisterScalableTarget")))
        .isLessThan(cloud.aws.asked.indexOf(first("PATCH")));
    assertThat(cloud.aws.asked.indexOf(first("PATCH")))
        .isLessThan(cloud.aws.asked.indexOf(first("DELETE")));
  }

  @Test
  void what_cannot_be_stopped_is_told_keeps_nothing_else_from_it_and_is_gone_on_with() {
    with_copies();
    cloud.aws.refuses("UpdateInferenceComponentRuntimeConfig", 400, "Cannot update while Updating");

    assertThat(cloud.run("stop")).isEqualTo(1);
    assertThat(reserved).isEqualTo("{\"ReservedConcurrentExecutions\": 0}");
    assertThat(cloud.out.toString())
        .contains(
            "unknown  copies of the model: cannot ask for 0 copies of the model: AWS says"
                + " Cannot update while Updating");
    assertThat(cloud.err.toString()).contains("not everything is stopped; run ./slm stop again");

    with_copies();
    assertThat(cloud.run("stop")).isZero();
  }

  @Test
  void half_a_deployment_is_stopped_as_far_as_it_is_there() {
    cloud.formation.resources.removeIf(part -> part.type().contains("ApiGateway"));
    cloud.formation.is("CREATE_FAILED");

    assertThat(cloud.run("stop")).isZero();
    assertThat(cloud.out.toString()).contains("invoker").doesNotContain("API");
  }

  @Test
  void a_program_reads_which_parts_changed() {
    cloud.run("stop", "--json");

    var report = JsonMapper.shared().readTree(cloud.out.toString());
    assertThat(report.get("state").asString()).isEqualTo("stopped");
    assertThat(report.at("/parts/0").toString())
        .isEqualTo(
            "{\"part\":\"invoker\",\"state\":\"stopped\",\"changed\":true,\"detail\":"
                + "\"takes no request: its reserved concurrency is 0\"}");
  }

  @Test
  void there_is_nothing_to_stop_without_a_stack() {
    cloud.formation.is("DELETE_COMPLETE");

    assertThat(cloud.run("stop")).isEqualTo(1);
    assertThat(cloud.err.toString()).contains("there is no stack SlmSagemaker in eu-west-1");
  }

  @Test
  void a_deployment_leaves_a_stopped_stack_stopped(@TempDir Path clone) throws Exception {
    clone(clone);
    cloud.run("stop");
    cloud.process =
        (folder, command) -> {
          reserved = "{}";
          copies = 1;
          return 3;
        };

    assertThat(cloud.run("deploy")).isEqualTo(3);
    assertThat(reserved).isEqualTo("{\"ReservedConcurrentExecutions\": 0}");
    assertThat(cloud.err.toString()).contains("was stopped before and still is: ./slm start");
  }

  @Test
  void a_deployment_of_a_running_stack_stops_nothing(@TempDir Path clone) throws Exception {
    clone(clone);

    cloud.run("deploy");
    assertThat(reserved).isEqualTo("{}");
  }

  @Test
  void a_deployment_that_fails_says_why_in_a_line(@TempDir Path clone) throws Exception {
    clone(clone);
    cloud.process =
        (folder, command) -> {
          cloud.formation.is("CREATE_FAILED");
          cloud.formation.failed(
              "AWS::SageMaker::Model",
              "ModelServerlessModel",
              "Unsupported manifest media type application/vnd.oci.image.index.v1+json");
          return 1;
        };

    assertThat(cloud.run("deploy")).isEqualTo(1);
    assertThat(cloud.err.toString())
        .contains("slm: the image is of the wrong kind: SageMaker takes Docker's manifests")
        .contains("slm: ./slm explain says what there is");
  }

  @Test
  void the_doctor_says_that_it_is_stopped() {
    cloud.run("stop");

    cloud.run("doctor", "-c", "lane=gpu");
    assertThat(cloud.out.toString())
        .contains("advice   Deployment: it is stopped, and a deployment leaves it so");
  }

  private void clone(Path clone) throws Exception {
    cloud.clone = clone;
    Files.writeString(clone.resolve("cdk.json"), "{}");
    Files.writeString(clone.resolve("package-lock.json"), "{}");
    Path program = clone.resolve("node_modules/.bin/cdk");
    Files.createDirectories(program.getParent());
    Files.writeString(program, "");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    Files.writeString(clone.resolve("node_modules/.package-lock.json"), "{}");
  }

  private String first(String title) {
    return cloud.aws.asked.stream()
        .filter(asked -> asked.startsWith(title))
        .findFirst()
        .orElseThrow();
  }

  private String last() {
    return cloud.aws.asked.getLast();
  }

  private int lastNumber() {
    return Integer.parseInt(last().replaceAll(".*:(\\d+)\\D.*", "$1"));
  }

  private static String concurrency(int number) {
    return "{\"ReservedConcurrentExecutions\": %d}".formatted(number);
  }
}
