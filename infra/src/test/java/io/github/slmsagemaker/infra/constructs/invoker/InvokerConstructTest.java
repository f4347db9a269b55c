package io.github.slmsagemaker.infra.constructs.invoker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.core.deployment.EnvironmentNames;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.core.deployment.Timers;
import io.github.slmsagemaker.deployment.Deployment;
import io.github.slmsagemaker.deployment.ModelImage;
import io.github.slmsagemaker.deployment.Origins;
import io.github.slmsagemaker.deployment.Placement;
import io.github.slmsagemaker.infra.Synthesised;
import io.github.slmsagemaker.infra.Template;
import io.github.slmsagemaker.infra.constructs.model.SageMakerConstruct;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.logs.RetentionDays;
import tools.jackson.databind.JsonNode;

class InvokerConstructTest {
  private static final String FUNCTION = "AWS::Lambda::Function";

  /** The adapter's own switches; docs of aws/aws-lambda-web-adapter. */
  private static final Map<String, String> ADAPTER =
      Map.of(
          "AWS_LAMBDA_EXEC_WRAPPER", "/opt/bootstrap",
          "AWS_LWA_INVOKE_MODE", "response_stream",
          "AWS_LWA_READINESS_CHECK_PATH", "/health");

  @Test
  void it_is_an_http_server_behind_the_web_adapter() {
    JsonNode function = function(Synthesised.serverless());

    assertThat(function.get("Runtime").asString()).isEqualTo("java25");
    assertThat(function.get("Handler").asString()).isEqualTo("run.sh");
    assertThat(function.get("Architectures").toString()).isEqualTo("[\"x86_64\"]");
    assertThat(Template.each(function.get("Layers")).stream().map(Template::brief))
        .containsExactly(
            "arn:aws:lambda:${AWS::Region}:753240598075:layer:LambdaAdapterLayerX86:30");
    assertThat(environment(Synthesised.serverless())).containsAllEntriesOf(ADAPTER);
  }

  @Test
  void its_environment_is_exactly_what_the_invoker_reads(@TempDir Path folder)
      throws IllegalAccessException, IOException {
    Template template = Synthesised.of(Map.of("lane", "gpu", "corsOrigins", "*"));
    Path file = folder.resolve("prompt.json");
    Files.writeString(file, "{\"messages\":[{\"role\":\"system\",\"content\":\"Be kind.\"}]}");
    Template remembering = Synthesised.of(Map.of("promptFile", file.toString()));
    Set<String> written = new TreeSet<>(environment(template).keySet());
    written.addAll(environment(remembering).keySet());
    written.removeAll(ADAPTER.keySet());

    assertThat(written).isEqualTo(names());
  }

  @Test
  void a_serverless_model_has_no_inference_component() {
    assertThat(environment(Synthesised.serverless()))
        .doesNotContainKey(EnvironmentNames.INFERENCE_COMPONENT)
        .containsEntry(EnvironmentNames.LANE, "serverless")
        .containsEntry(EnvironmentNames.ENGINE, "llama-cpp")
        .containsEntry(EnvironmentNames.CONTEXT_TOKENS, "4096")
        .containsEntry(EnvironmentNames.MAX_CALLS_PER_REQUEST, "4")
        .containsEntry("SLM_READS_PER_SECOND", "32.4")
        .containsEntry("SLM_WRITES_PER_SECOND", "8.4")
        .containsEntry(EnvironmentNames.PATIENCE_SECONDS, "240")
        .containsEntry(EnvironmentNames.LOG_TEXT, "false");
  }

  @Test
  void it_calls_the_endpoint_and_component_that_the_stack_makes() {
    Template template = Synthesised.gpu();

    assertThat(environment(template))
        .doesNotContainKeys("SLM_READS_PER_SECOND", "SLM_WRITES_PER_SECOND")
        .containsEntry(
            EnvironmentNames.ENDPOINT_NAME,
            template.only("AWS::SageMaker::Endpoint").get("EndpointName").asString())
        .containsEntry(
            EnvironmentNames.INFERENCE_COMPONENT,
            template
                .only("AWS::SageMaker::InferenceComponent")
                .get("InferenceComponentName")
                .asString());
  }

  @Test
  void on_the_serverless_lane_it_may_call_one_endpoint_in_one_piece() {
    Template template = Synthesised.serverless();
    String log = "${%s.Arn}".formatted(template.idOf("AWS::Logs::LogGroup", "Invoker"));

    assertThat(template.permissions("InvokerRole"))
        .containsExactlyInAnyOrder(
            "logs:CreateLogStream on " + log,
            "logs:PutLogEvents on " + log,
            "sagemaker:InvokeEndpoint on ${%s}"
                .formatted(template.idOf("AWS::SageMaker::Endpoint", "Model")));
  }

  @Test
  void on_the_gpu_lanes_it_may_call_one_endpoint_and_its_one_component() {
    Template template = Synthesised.gpu();
    String log = "${%s.Arn}".formatted(template.idOf("AWS::Logs::LogGroup", "Invoker"));
    String endpoint = "${%s}".formatted(template.idOf("AWS::SageMaker::Endpoint", "Model"));
    String component =
        "${%s.InferenceComponentArn}"
            .formatted(template.idOf("AWS::SageMaker::InferenceComponent", "Model"));

    assertThat(template.permissions("InvokerRole"))
        .containsExactlyInAnyOrder(
            "logs:CreateLogStream on " + log,
            "logs:PutLogEvents on " + log,
            "sagemaker:InvokeEndpoint on " + endpoint,
            "sagemaker:InvokeEndpoint on " + component,
            "sagemaker:InvokeEndpointWithResponseStream on " + endpoint,
            "sagemaker:InvokeEndpointWithResponseStream on " + component);
  }

  @Test
  void the_function_ends_after_every_request_and_before_its_integration() {
    long function = function(Synthesised.serverless()).get("Timeout").asLong();

    assertThat(function)
        .isGreaterThan(Timers.STREAMED_REQUEST.toSeconds())
        .isLessThan(Timers.INTEGRATION.toSeconds())
        .isLessThanOrEqualTo(900);
  }

  @Test
  void nothing_is_reserved_unless_asked_for() {
    assertThat(function(Synthesised.serverless()).has("ReservedConcurrentExecutions")).isFalse();
  }

  @Test
  void its_log_is_not_kept_for_ever() {
    assertThat(
            Synthesised.serverless()
                .named("AWS::Logs::LogGroup", "Invoker")
                .get("RetentionInDays")
                .asInt())
        .isEqualTo(30);
  }

  @Test
  void its_settings_reach_the_function() {
    App app = Synthesised.app();
    Stack stack = new Stack(app, "S");
    SageMakerConstruct model =
        new SageMakerConstruct(
            stack,
            "Model",
            Deployment.usual(Lane.SERVERLESS)
                .withPlacement(
                    Placement.Serverless.USUAL.withImage(
                        new ModelImage.Existing(Synthesised.IMAGE)))
                .withMaxCallsPerRequest(2));
    InvokerConstruct.Props props =
        InvokerConstruct.Props.of(model, InvokerFolder.PATH)
            .withOrigins(new Origins(List.of("https://a.example", "https://b.example")))
            .withSize(size(1769, 28));
    assertThat(new InvokerConstruct(stack, "Invoker", props).function()).isNotNull();
    Template template = Synthesised.template(app);

    JsonNode function = function(template);
    assertThat(function.get("MemorySize").asInt()).isEqualTo(1769);
    assertThat(function.get("ReservedConcurrentExecutions").asInt()).isEqualTo(3);
    assertThat(function.get("Layers").toString()).contains(":LambdaAdapterLayerX86:28");
    assertThat(environment(template)).containsEntry(EnvironmentNames.MAX_CALLS_PER_REQUEST, "2");
    assertThat(template.named("AWS::Logs::LogGroup", "Invoker").get("RetentionInDays").asInt())
        .isEqualTo(7);
    assertThat(environment(template))
        .containsEntry("SLM_CORS_ORIGINS", "https://a.example,https://b.example");
    assertThatThrownBy(() -> size(64, 28)).hasMessageContaining("64 MB");
    assertThatThrownBy(() -> size(1769, 0)).hasMessageContaining("is 0");
  }

  private static InvokerConstruct.Size size(int memoryMb, int adapter) {
    return new InvokerConstruct.Size(memoryMb, OptionalInt.of(3), adapter, RetentionDays.ONE_WEEK);
  }

  private static JsonNode function(Template template) {
    return template.named(FUNCTION, "Invoker");
  }

  private static Map<String, String> environment(Template template) {
    return function(template)
        .at("/Environment/Variables")
        .propertyStream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().asString()));
  }

  private static Set<String> names() throws IllegalAccessException {
    Set<String> names = new TreeSet<>();
    for (Field field : EnvironmentNames.class.getFields()) {
      if (Modifier.isStatic(field.getModifiers())) {
        names.add((String) field.get(null));
      }
    }
    return names;
  }
}
