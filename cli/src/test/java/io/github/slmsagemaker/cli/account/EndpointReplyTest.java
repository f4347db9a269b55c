package io.github.slmsagemaker.cli.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.cli.account.StandIn.Reply;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole command against endpoints, replies written from SageMaker's service model. */
final class EndpointReplyTest {
  private static final Map<String, String> REPLIES =
      Map.of(
          "\"EndpointName\":\"jump\"",
          """
          {"EndpointName": "jump", "EndpointStatus": "InService", "EndpointConfigName": "how",
           "ProductionVariants": [{"VariantName": "AllTraffic", "CurrentInstanceCount": 2,
             "DeployedImages": [{"SpecifiedImage": "x/tgi:1", "ResolvedImage": "x/tgi@sha256:0"}]}]}
          """,
          "\"EndpointConfigName\":\"how\"",
          """
          {"ProductionVariants": [{"VariantName": "AllTraffic", "InstanceType": "ml.g5.xlarge"}]}
          """,
          "\"EndpointName\":\"idle\"",
          """
          {"EndpointName": "idle", "EndpointStatus": "InService", "EndpointConfigName": "how",
           "ProductionVariants": [{"VariantName": "AllTraffic",
             "CurrentServerlessConfig": {"MemorySizeInMB": 6144, "MaxConcurrency": 1},
             "DeployedImages": [{"SpecifiedImage": "x/tgi:1", "ResolvedImage": "x/tgi@sha256:0"}]}]}
          """,
          "/endpoints/idle/invocations",
          """
          [{"generated_text": "!", "details": {"finish_reason": "length", "generated_tokens": 1,
            "prefill": [], "tokens": [{"id": 0, "text": "!", "logprob": -1, "special": false}]}}]
          """);

  @TempDir private Path folder;

  @Test
  void a_serverless_one_is_described_and_asked_for_one_token_as_the_invoker_asks()
      throws Exception {
    try (StandIn aws = new StandIn(EndpointReplyTest::answer)) {
      AwsProcess.Run run =
          AwsProcess.at(aws.address(), folder)
              .slm("plan", "--endpoint", "idle", "--engine", "tgi", "--lane", "serverless");

      assertThat(run.out().lines())
          .containsExactly(
              "ok       Endpoint: InService, 6144 MB, 1 at once",
              "ok       Its container: x/tgi:1",
              "ok       Its answer: a token, as tgi answers");
      assertThat(aws.requests())
          .filteredOn(request -> request.contains("/invocations"))
          .singleElement()
          .asString()
          .contains("\"inputs\":\"Hello\"", "\"max_new_tokens\":1");
    }
  }

  @Test
  void one_on_instances_is_described_by_their_number_and_kind() throws Exception {
    try (StandIn aws = new StandIn(EndpointReplyTest::answer)) {
      AwsProcess.Run run =
          AwsProcess.at(aws.address(), folder)
              .slm("plan", "--endpoint", "jump", "--engine", "tgi", "--lane", "serverless");

      assertThat(run.out())
          .contains("ok       Endpoint: InService, 2 x ml.g5.xlarge", "it is on instances");
    }
  }

  @Test
  void a_name_that_sagemaker_does_not_know_is_no_failure() throws Exception {
    try (StandIn aws = new StandIn(EndpointReplyTest::answer)) {
      AwsProcess.Run run =
          AwsProcess.at(aws.address(), folder).slm("plan", "--endpoint", "no", "--engine", "tgi");

      assertThat(run.out()).startsWith("problem  Endpoint: there is no no in this account");
      assertThat(run.code()).isEqualTo(1);
    }
  }

  private static Reply answer(String request) {
    return REPLIES.entrySet().stream()
        .filter(reply -> request.contains(reply.getKey()))
        .findFirst()
        .map(reply -> new Reply(200, reply.getValue()))
        .orElse(
            new Reply(
                400,
                "{\"__type\": \"ValidationException\", \"message\": \"Could not find endpoint\"}"));
  }
}
