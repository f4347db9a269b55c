package io.github.slmsagemaker.cli.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.cli.account.Stacks.Event;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code status}, {@code explain} and {@code logs}. */
final class ExplainCommandTest {
  private static final String PING =
      "The primary container for production variant model did not pass the ping health check."
          + " Please check CloudWatch logs for this endpoint.";

  private final CloudFixture cloud = new CloudFixture();

  @BeforeEach
  void a_serverless_deployment() {
    cloud.formation.is("CREATE_COMPLETE");
    cloud.formation.has(
        "AWS::SageMaker::Endpoint", "ModelServerlessEndpoint", "arn:x:endpoint/slm");
    cloud.formation.has(
        "AWS::SageMaker::EndpointConfig",
        "ModelServerlessConfiguration",
        "arn:x:endpoint-config/two");
    cloud.formation.has("AWS::SageMaker::Model", "ModelServerlessModel", "arn:x:model/m");
    cloud.formation.has(
        "AWS::Logs::LogGroup", "ModelServerlessLogA1", "/aws/sagemaker/Endpoints/slm");
    cloud.formation.has("AWS::Logs::LogGroup", "InvokerLogB2", "invoker-log");
    endpoint("InService", "two", "");
  }

  @Test
  void a_deployment_that_is_well_says_so() {
    assertThat(cloud.run("explain")).isZero();
    assertThat(cloud.out.toString())
        .startsWith("nothing is wrong with it")
        .contains("ok       stack: CREATE_COMPLETE since 2026-11-29T12:00:00Z")
        .contains("ok       endpoint: InService since 2026-11-29T12:00:00Z, configuration two");
  }

  @Test
  void an_endpoint_that_kept_its_old_configuration_is_told() {
    endpoint("InService", "one", "");

    assertThat(cloud.run("status")).isEqualTo(1);
    assertThat(cloud.out.toString())
        .contains(
            "problem  endpoint: InService since 2026-11-29T12:00:00Z, runs configuration one,"
                + " not two that was asked for: it was rolled back");
  }

  @Test
  void the_first_line_is_the_cause_and_what_to_do() {
    cloud.formation.is("ROLLBACK_IN_PROGRESS");
    cloud.formation.failed("AWS::SageMaker::Endpoint", "ModelServerlessEndpoint", PING);

    assertThat(cloud.run("explain")).isEqualTo(1);
    assertThat(cloud.out.toString().lines().findFirst().orElseThrow())
        .isEqualTo(
            "the container did not answer in time: a serverless endpoint has three minutes to"
                + " start; what it wrote says how far it came: ./slm logs container; a smaller model"
                + " or image starts sooner");
    assertThat(cloud.out.toString()).contains("because 2026-11-29T12:00:00Z: " + PING);
  }

  @Test
  void what_the_container_wrote_goes_before_what_sagemaker_saw_of_it() {
    cloud.formation.is("CREATE_FAILED");
    endpoint("Failed", "two", PING);
    container("ggml_gallocr_reserve_n: failed to allocate CPU buffer of size 84940800");
    cloud.aws.answers(
        "DescribeModel",
        """
        {"PrimaryContainer": {"Environment": {
          "SLM_MODEL": "hermes-3-llama-3.1-8b", "SLM_QUANTIZATION": "Q4_K_M",
          "SLM_CONTEXT_TOKENS": "4096", "SLM_MEMORY_MB": "3072", "SLM_MAX_CONCURRENCY": "1"}}}
        """);

    cloud.run("explain");
    assertThat(cloud.out.toString())
        .startsWith("the model ran out of memory (")
        .containsPattern("does not fit: .* MiB")
        .contains("3072");
  }

  @Test
  void a_stack_that_is_gone_is_explained_by_what_survives_it() {
    cloud.formation.is("DELETE_COMPLETE");
    cloud.aws.refuses("DescribeEndpoint", 400, "Could not find endpoint");
    container("exec /opt/slm/serve: exec format error");

    assertThat(cloud.run("explain")).isEqualTo(1);
    assertThat(cloud.out.toString())
        .startsWith("the image is for another processor: /opt/slm/serve cannot be run;")
        .contains("problem  endpoint: absent");
  }

  @Test
  void parts_that_are_listed_no_more_are_known_by_their_events() {
    cloud.formation.is("DELETE_COMPLETE");
    cloud.formation.forgotten = true;
    for (var part : cloud.formation.resources) {
      cloud.formation.events.add(
          new Event(
              FakeStacks.WHEN,
              part.logicalId(),
              part.physicalId(),
              part.type(),
              "DELETE_COMPLETE",
              Optional.empty()));
    }
    container("exec /opt/slm/serve: exec format error");

    cloud.run("explain");
    assertThat(cloud.out.toString()).startsWith("the image is for another processor");
    assertThat(cloud.run("logs", "container")).isZero();
  }

  @Test
  void failures_of_an_earlier_deployment_that_was_mended_are_not_told() {
    cloud.formation.is("UPDATE_ROLLBACK_COMPLETE");
    cloud.formation.failed("AWS::Lambda::Function", "InvokerFunction", "new failure");
    cloud.formation.events.add(
        new Event(
            FakeStacks.WHEN,
            "SlmSagemaker",
            "arn:stack",
            "AWS::CloudFormation::Stack",
            "CREATE_COMPLETE",
            Optional.empty()));
    cloud.formation.failed("AWS::SageMaker::Endpoint", "ModelServerlessEndpoint", PING);

    cloud.run("explain");
    assertThat(cloud.out.toString())
        .startsWith("the cause is not known here; what was said of it follows")
        .contains("InvokerFunction 2026-11-29T12:00:00Z: new failure")
        .doesNotContain("ping");
  }

  @Test
  void a_build_that_failed_says_at_which_step() {
    cloud.formation.is("CREATE_FAILED");
    cloud.formation.has("AWS::CodeBuild::Project", "ModelServerlessImageProject", "project");
    cloud.aws.answers("ListBuildsForProject", "{\"ids\": [\"project:1\"]}");
    cloud.aws.answers(
        "BatchGetBuilds",
        """
        {"builds": [{"buildStatus": "FAILED", "currentPhase": "COMPLETED", "phases": [
          {"phaseType": "BUILD", "contexts": [{"statusCode": "COMMAND_EXECUTION_ERROR", "message":
            "Error while executing command: sh build/build-image. Reason: exit status 22"}]}]}]}
        """);

    cloud.run("explain");
    assertThat(cloud.out.toString())
        .startsWith("the image's build failed at the step 'sh build/build-image' (exit status 22);")
        .contains("problem  image build: FAILED, COMPLETED");
  }

  @Test
  void a_service_that_may_not_be_asked_hides_nothing_else() {
    cloud.formation.is("CREATE_FAILED");
    cloud.formation.failed("AWS::SageMaker::Endpoint", "ModelServerlessEndpoint", PING);
    cloud.aws.denies("DescribeEndpoint");

    cloud.run("explain");
    assertThat(cloud.out.toString())
        .startsWith("the container did not answer in time")
        .contains("endpoint: unknown, not allowed");
  }

  @Test
  void a_stopped_deployment_is_not_ill() {
    cloud.formation.has("AWS::Lambda::Function", "InvokerFunctionA1", "f");
    cloud.aws.answers(
        "GET /2019-09-30/functions/f/concurrency", "{\"ReservedConcurrentExecutions\": 0}");

    assertThat(cloud.run("status")).isZero();
    assertThat(cloud.out.toString()).contains("stopped  invoker: takes no request");
    assertThat(cloud.err.toString()).contains("it is stopped; ./slm start starts it again");
  }

  @Test
  void a_program_reads_the_same() {
    cloud.formation.is("ROLLBACK_COMPLETE");
    cloud.formation.failed("AWS::SageMaker::Endpoint", "ModelServerlessEndpoint", PING);

    cloud.run("explain", "--json");
    JsonNode json = JsonMapper.shared().readTree(cloud.out.toString());
    assertThat(json.get("cause").asString()).isEqualTo("ping-too-late");
    assertThat(json.get("well").asBoolean()).isFalse();
    assertThat(json.at("/parts/0/state").asString()).isEqualTo("ROLLBACK_COMPLETE");
    assertThat(json.at("/evidence/0/text").asString()).isEqualTo(PING);
  }

  @Test
  void a_deployment_that_is_being_made_says_so() {
    cloud.formation.is("CREATE_IN_PROGRESS");

    assertThat(cloud.run("explain")).isEqualTo(1);
    assertThat(cloud.out.toString())
        .startsWith("CloudFormation is at work on it: CREATE_IN_PROGRESS");
  }

  @Test
  void where_nothing_ever_was_it_says_so() {
    cloud.formation.state = null;

    assertThat(cloud.run("explain")).isEqualTo(1);
    assertThat(cloud.err.toString()).contains("nor was there one in the last 90 days");
  }

  @Test
  void logs_show_the_last_lines_of_each_part() {
    container("loading");

    assertThat(cloud.run("logs", "container", "-n", "5")).isZero();
    assertThat(cloud.out.toString()).isEqualTo("container 2026-11-29T12:00:00Z loading\n");
    assertThat(cloud.aws.asked).anyMatch(asked -> asked.contains("\"limit\":5"));
    assertThat(cloud.run("logs", "engine")).isEqualTo(1);
    assertThat(cloud.err.toString())
        .contains("there is no log of 'engine'; there is: container, invoker");
  }

  @Test
  void followed_logs_go_on_from_the_last_line_and_show_none_twice() {
    container("loading");
    cloud.aws.answers(
        "FilterLogEvents",
        "{\"events\": [{\"timestamp\": 1795953600001, \"message\": \"ready\"}]}");
    int[] looks = {0};
    cloud.pause =
        () -> {
          if (looks[0]++ == 1) {
            throw new IllegalStateException("enough");
          }
        };

    assertThatThrownBy(
            () -> {
              if (cloud.run("logs", "container", "-f") == 70) {
                throw new IllegalStateException("enough");
              }
            })
        .hasMessage("enough");
    assertThat(cloud.out.toString())
        .isEqualTo(
            """
            container 2026-11-29T12:00:00Z loading
            container 2026-11-29T12:00:00.001Z ready
            """);
    assertThat(cloud.aws.asked).anyMatch(asked -> asked.contains("\"startTime\":1795953600001"));
  }

  private void endpoint(String status, String configuration, String reason) {
    cloud.aws.answers(
        "DescribeEndpoint",
        """
        {"EndpointStatus": "%s", "EndpointConfigName": "%s", "LastModifiedTime": 1.7959536E9,
         "FailureReason": "%s"}
        """
            .formatted(status, configuration, reason));
  }

  private void container(String line) {
    cloud.aws.answers("DescribeLogStreams", "{\"logStreams\": [{\"logStreamName\": \"s\"}]}");
    cloud.aws.answers(
        "GetLogEvents",
        "{\"events\": [{\"timestamp\": 1795953600000, \"message\": \"%s\"}]}".formatted(line));
  }
}
