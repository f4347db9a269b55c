package io.github.slmsagemaker.infra.constructs.stop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.infra.constructs.PythonFunction;
import io.github.slmsagemaker.infra.constructs.PythonFunction.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The function that a budget calls, in Python, with clients that stand in for AWS's. */
class HardStopHandlerTest {
  private static final String BOTO3 =
      """
      import json, os

      class Client:
          def __init__(self, service):
              self.service = service

          def __getattr__(self, action):
              def call(**request):
                  print(self.service, action, json.dumps(request, sort_keys=True))
                  if action == os.environ.get("REFUSED"):
                      raise Exception("AccessDenied")
              return call

      def client(service):
          return Client(service)
      """;

  private static final String INVOKER =
      "lambda put_function_concurrency"
          + " {\"FunctionName\": \"f\", \"ReservedConcurrentExecutions\": 0}\n";
  private static final String STAGE =
      "apigateway update_stage {\"patchOperations\": [{\"op\": \"replace\", \"path\":"
          + " \"/variables/unanswered\", \"value\": \"deployment_stopped\"}], \"restApiId\":"
          + " \"a\", \"stageName\": \"live\"}\n";
  private static final String TARGET =
      "application-autoscaling register_scalable_target {\"ResourceId\": \"inference-component/c\","
          + " \"ScalableDimension\": \"sagemaker:inference-component:DesiredCopyCount\","
          + " \"ServiceNamespace\": \"sagemaker\", \"SuspendedState\":"
          + " {\"DynamicScalingInSuspended\": true, \"DynamicScalingOutSuspended\": true,"
          + " \"ScheduledScalingSuspended\": true}}\n";
  private static final String COPIES =
      "sagemaker update_inference_component_runtime_config {\"DesiredRuntimeConfig\":"
          + " {\"CopyCount\": 0}, \"InferenceComponentName\": \"c\"}\n";

  @TempDir private Path folder;

  private final Map<String, String> environment =
      new HashMap<>(
          Map.of(
              "FUNCTION", "f",
              "API", "a",
              "STAGE", "live",
              "VARIABLE", "unanswered",
              "STOPPED", "deployment_stopped"));

  @BeforeEach
  void files() throws IOException {
    PythonFunction.put(folder, BOTO3, HardStop.class, "hard_stop.py");
  }

  @Test
  void it_fits_into_the_template() throws IOException {
    // Lambda's limit on inline code, 4096 characters.
    assertThat(Files.readString(folder.resolve("index.py"))).hasSizeLessThan(4096);
  }

  @Test
  void the_invoker_takes_no_more_requests_and_the_api_says_so() throws Exception {
    Ended end = call();

    assertThat(end.status()).isZero();
    assertThat(end.said().replaceAll("stopped: .*\n", "")).isEqualTo(INVOKER + STAGE);
  }

  @Test
  void on_the_gpu_lanes_scaling_is_suspended_before_the_copies_end() throws Exception {
    environment.put("COMPONENT", "c");

    assertThat(call().said().replaceAll("stopped: .*\n", ""))
        .isEqualTo(INVOKER + STAGE + TARGET + COPIES);
  }

  @Test
  void what_cannot_be_stopped_keeps_nothing_else_from_it_and_is_an_error() throws Exception {
    environment.put("COMPONENT", "c");
    environment.put("REFUSED", "put_function_concurrency");

    Ended end = call();
    assertThat(end.status()).isEqualTo(1);
    assertThat(end.said())
        .contains(STAGE, TARGET, COPIES)
        .contains("not stopped; ./slm stop does it by hand. the invoker takes no request: Access");
  }

  private Ended call() throws Exception {
    return PythonFunction.run(folder, "index.handler({}, None)", environment);
  }
}
