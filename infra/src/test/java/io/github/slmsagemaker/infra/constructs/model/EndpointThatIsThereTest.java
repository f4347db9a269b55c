package io.github.slmsagemaker.infra.constructs.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.infra.Synthesised;
import io.github.slmsagemaker.infra.Template;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The stack in front of somebody else's endpoint. */
final class EndpointThatIsThereTest {
  private static final Map<String, String> REAL_TIME =
      Map.of("endpoint", "Jump-Start", "engine", "tgi");
  private static final String ARN =
      "arn:${AWS::Partition}:sagemaker:${AWS::Region}:${AWS::AccountId}:";

  @Test
  void nothing_of_a_model_is_made() {
    String all = Synthesised.of(REAL_TIME).toString();

    assertThat(all)
        .doesNotContain(
            "AWS::SageMaker::",
            "AWS::CodeBuild::",
            "AWS::ECR::",
            "AWS::StepFunctions::",
            "AWS::ApplicationAutoScaling::",
            "sagemaker.amazonaws.com");
  }

  @Test
  void the_invoker_may_call_exactly_it_by_the_name_that_arns_have() {
    Template template = Synthesised.of(REAL_TIME);
    String log = "${%s.Arn}".formatted(template.idOf("AWS::Logs::LogGroup", "Invoker"));

    assertThat(template.permissions("InvokerRole"))
        .containsExactlyInAnyOrder(
            "logs:CreateLogStream on " + log,
            "logs:PutLogEvents on " + log,
            "sagemaker:InvokeEndpoint on " + ARN + "endpoint/jump-start",
            "sagemaker:InvokeEndpointWithResponseStream on " + ARN + "endpoint/jump-start");
  }

  @Test
  void a_component_is_permitted_too_and_watched() {
    Template template =
        Synthesised.of(
            Map.of("endpoint", "Jump-Start", "engine", "tgi", "endpointComponent", "Hermes"));

    assertThat(template.permissions("InvokerRole"))
        .contains(
            "sagemaker:InvokeEndpoint on " + ARN + "endpoint/jump-start",
            "sagemaker:InvokeEndpoint on " + ARN + "inference-component/hermes");
    assertThat(variables(template).get("SLM_INFERENCE_COMPONENT").asString()).isEqualTo("Hermes");
    assertThat(
            template
                .named("AWS::CloudWatch::Alarm", "AlarmsNoCapacity")
                .at("/Dimensions/0/Value")
                .asString())
        .isEqualTo("Hermes");
  }

  @Test
  void a_serverless_one_is_not_called_as_a_stream() {
    Template template =
        Synthesised.of(Map.of("endpoint", "jump", "engine", "llama-cpp", "lane", "serverless"));

    assertThat(template.permissions("InvokerRole"))
        .contains("sagemaker:InvokeEndpoint on " + ARN + "endpoint/jump")
        .noneMatch(permission -> permission.contains("WithResponseStream"));
  }

  @Test
  void the_invoker_is_told_its_name_as_it_is_written() {
    JsonNode variables = variables(Synthesised.of(REAL_TIME));

    assertThat(variables.get("SLM_ENDPOINT_NAME").asString()).isEqualTo("Jump-Start");
    assertThat(variables.get("SLM_ENGINE").asString()).isEqualTo("tgi");
    assertThat(variables.get("SLM_LANE").asString()).isEqualTo("always-on");
    assertThat(variables.has("SLM_INFERENCE_COMPONENT")).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"gpu", "always-on", "serverless"})
  void no_alarm_stands_on_a_variant_whose_name_nobody_knows(String lane) {
    Template template =
        Synthesised.of(Map.of("endpoint", "jump", "engine", "llama-cpp", "lane", lane));

    assertThat(template.toString()).doesNotContain("VariantName");
    assertThat(template.resources("AWS::CloudWatch::Alarm")).hasSize(7);
  }

  private static JsonNode variables(Template template) {
    return template.named("AWS::Lambda::Function", "InvokerFunction").at("/Environment/Variables");
  }
}
