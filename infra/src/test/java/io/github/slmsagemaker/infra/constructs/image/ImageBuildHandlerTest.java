package io.github.slmsagemaker.infra.constructs.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.infra.constructs.PythonFunction;
import io.github.slmsagemaker.infra.constructs.PythonFunction.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The functions that start and watch the build, in Python, with clients that stand in for AWS's.
 */
class ImageBuildHandlerTest {
  private static final String BOTO3 =
      """
      import json, os
      STATUS = os.environ.get("STATUS", "SUCCEEDED")

      class AccountLimitExceededException(Exception):
          pass

      class Exceptions:
          AccountLimitExceededException = AccountLimitExceededException

      class CodeBuild:
          exceptions = Exceptions

          def start_build(self, **request):
              print("start", json.dumps(request, sort_keys=True))
              if STATUS == "QUOTA":
                  raise AccountLimitExceededException("Cannot have more than 0 builds in queue")
              return {"build": {"id": "slm:1"}}

          def batch_get_builds(self, ids):
              logs = {} if STATUS == "FAULT" else {"groupName": "g", "streamName": "s"}
              return {"builds": [{
                  "id": ids[0],
                  "buildStatus": STATUS,
                  "logs": logs,
                  "phases": [{"phaseStatus": "SUCCEEDED", "contexts": [{"message": "fine"}]},
                             {"phaseStatus": "FAULT", "contexts": [{"message": "no machine"}]}],
                  "exportedEnvironmentVariables": [{"name": "IMAGE_DIGEST", "value": "sha256:feed"}],
              }]}

      class Logs:
          def get_log_events(self, **request):
              print("log", json.dumps(request, sort_keys=True))
              return {"events": [{"message": f"line {n}\\n"} for n in range(request["limit"])]}

      def client(name):
          return {"codebuild": CodeBuild, "logs": Logs}[name]()
      """;

  @TempDir private Path folder;

  @BeforeEach
  void files() throws IOException {
    PythonFunction.put(folder, BOTO3, ImageBuildProvider.class, "image_build.py");
  }

  @Test
  void it_fits_into_the_template() throws IOException {
    // Lambda's limit on inline code, 4096 characters.
    assertThat(Files.readString(folder.resolve("index.py"))).hasSizeLessThan(4096);
  }

  @Test
  void a_create_or_update_starts_one_build_whatever_is_retried() throws Exception {
    Ended end = call("on_event", "SUCCEEDED", "Create");

    assertThat(end.said())
        .contains("start {\"idempotencyToken\": \"request-1\", \"projectName\": \"p\"}")
        .contains("{'PhysicalResourceId': 'p', 'BuildId': 'slm:1'}");
    assertThat(call("on_event", "SUCCEEDED", "Update").said()).contains("'BuildId': 'slm:1'");
  }

  @Test
  void a_delete_builds_nothing_and_is_complete_at_once() throws Exception {
    assertThat(call("on_event", "SUCCEEDED", "Delete").said())
        .isEqualTo("{'PhysicalResourceId': 'p'}\n");
    assertThat(call("is_complete", "FAILED", "Delete").said()).isEqualTo("{'IsComplete': True}\n");
  }

  @Test
  void a_running_build_is_waited_for() throws Exception {
    assertThat(call("is_complete", "IN_PROGRESS", "Create").said())
        .isEqualTo("{'IsComplete': False}\n");
  }

  @Test
  void a_build_that_succeeded_names_its_image_by_digest() throws Exception {
    assertThat(call("is_complete", "SUCCEEDED", "Create").said())
        .isEqualTo("{'IsComplete': True, 'Data': {'ImageUri': 'repository@sha256:feed'}}\n");
  }

  @Test
  void a_build_that_failed_fails_the_deployment_with_the_end_of_its_log() throws Exception {
    Ended end = call("is_complete", "FAILED", "Update");

    assertThat(end.status()).isEqualTo(1);
    assertThat(end.said())
        .contains("RuntimeError: the image build slm:1 ended FAILED. The end of its log:\nline 0\n")
        .contains("line 24\n");
  }

  @Test
  void a_build_without_a_log_fails_with_what_its_phases_say() throws Exception {
    Ended end = call("is_complete", "FAULT", "Create");

    assertThat(end.status()).isEqualTo(1);
    assertThat(end.said()).contains("ended FAULT. The end of its log:\nno machine");
  }

  @Test
  void a_quota_of_no_builds_says_what_to_ask_for() throws Exception {
    Ended end = call("on_event", "QUOTA", "Create");

    assertThat(end.status()).isEqualTo(1);
    assertThat(end.said())
        .contains("'Concurrently running builds for Linux/Medium environment'")
        .contains("imageBuild=docker or imageUri")
        .contains("Cannot have more than 0 builds in queue");
  }

  private Ended call(String function, String status, String type) throws Exception {
    String event =
        "{'RequestType': '%s', 'RequestId': 'request-1', 'PhysicalResourceId': 'p', 'BuildId':"
                .formatted(type)
            + " 'slm:1', 'ResourceProperties': {'Project': 'p', 'Repository': 'repository'}}";
    return PythonFunction.run(
        folder, "print(index.%s(%s, None))".formatted(function, event), Map.of("STATUS", status));
  }
}
