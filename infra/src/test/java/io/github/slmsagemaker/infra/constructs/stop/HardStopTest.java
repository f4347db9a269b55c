package io.github.slmsagemaker.infra.constructs.stop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.infra.Synthesised;
import io.github.slmsagemaker.infra.Template;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class HardStopTest {
  private static final Template SERVERLESS =
      Synthesised.of(Map.of("imageUri", Synthesised.IMAGE, "monthlyBudget", "50"));
  private static final Template GPU = Synthesised.of(Map.of("lane", "gpu", "budgetAction", "stop"));

  @ParameterizedTest(name = "monthlyBudget={0} budgetAction={1}: {2} functions")
  @CsvSource({"-, -, 0", "50, -, 1", "50, mail, 0", "-, stop, 1", "0, -, 0"})
  void a_budget_that_was_chosen_stops_unless_mail_was_asked_for(
      String budget, String action, int functions) {
    Map<String, String> context = new HashMap<>(Map.of("imageUri", Synthesised.IMAGE));
    context.put("monthlyBudget", budget);
    context.put("budgetAction", action);
    context.values().removeIf("-"::equals);

    assertThat(Synthesised.of(context).resources("AWS::Lambda::Function").keySet())
        .filteredOn(id -> id.startsWith("StopFunction"))
        .hasSize(functions);
  }

  @Test
  void it_may_do_exactly_what_stopping_a_serverless_deployment_takes() {
    String log = SERVERLESS.idOf("AWS::Logs::LogGroup", "StopLog");
    String invoker = SERVERLESS.idOf("AWS::Lambda::Function", "InvokerFunction");
    String api = SERVERLESS.idOf("AWS::ApiGateway::RestApi", "Api");

    assertThat(SERVERLESS.permissions("StopRole"))
        .containsExactlyInAnyOrder(
            "logs:CreateLogStream on ${" + log + ".Arn}",
            "logs:PutLogEvents on ${" + log + ".Arn}",
            "lambda:PutFunctionConcurrency on ${" + invoker + ".Arn}",
            "apigateway:PATCH on arn:${AWS::Partition}:apigateway:${AWS::Region}::/restapis/${"
                + api
                + "}/stages/live");
  }

  @Test
  void on_the_gpu_lanes_it_may_also_end_the_copies() {
    String component = GPU.idOf("AWS::SageMaker::InferenceComponent", "Model");
    String arn = "${" + component + ".InferenceComponentArn}";

    assertThat(GPU.permissions("StopRole"))
        .hasSize(7)
        .contains(
            "application-autoscaling:RegisterScalableTarget on arn:${AWS::Partition}"
                + ":application-autoscaling:${AWS::Region}:${AWS::AccountId}:scalable-target/*",
            "sagemaker:DescribeInferenceComponent on " + arn,
            "sagemaker:UpdateInferenceComponentRuntimeConfig on " + arn);
    assertThat(GPU.json().toString())
        .contains(
            "\"Condition\":{\"StringEquals\":{"
                + "\"application-autoscaling:scalable-dimension\":"
                + "\"sagemaker:inference-component:DesiredCopyCount\","
                + "\"application-autoscaling:service-namespace\":\"sagemaker\"}}");
  }

  @Test
  void it_is_told_what_is_there() {
    assertThat(environment(SERVERLESS).propertyNames())
        .containsExactlyInAnyOrder("API", "FUNCTION", "STAGE", "STOPPED", "VARIABLE");
    assertThat(environment(SERVERLESS).get("STOPPED").asString()).isEqualTo("deployment_stopped");
    assertThat(environment(GPU).get("COMPONENT").asString())
        .isEqualTo(
            GPU.only("AWS::SageMaker::InferenceComponent")
                .get("InferenceComponentName")
                .asString());
  }

  @Test
  void an_endpoint_that_was_there_is_not_touched() {
    Template template =
        Synthesised.of(
            Map.of(
                "endpoint", "jumpstart-Hermes-3",
                "engine", "tgi",
                "lane", "gpu",
                "budgetAction", "stop"));

    assertThat(template.permissions("StopRole"))
        .hasSize(4)
        .noneMatch(it -> it.contains("sagemaker"));
    assertThat(environment(template).has("COMPONENT")).isFalse();
  }

  @Test
  void only_the_budget_that_is_spent_reaches_it() {
    String topic = "${%s}".formatted(SERVERLESS.idOf("AWS::SNS::Topic", "StopTopic"));
    List<String> alerts =
        SERVERLESS
            .only("AWS::Budgets::Budget")
            .get("NotificationsWithSubscribers")
            .valueStream()
            .filter(alert -> Template.brief(alert.at("/Subscribers/0/Address")).equals(topic))
            .map(alert -> alert.get("Notification").toString())
            .toList();

    assertThat(alerts)
        .containsExactly(
            "{\"ComparisonOperator\":\"GREATER_THAN\",\"NotificationType\":\"ACTUAL\","
                + "\"Threshold\":50,\"ThresholdType\":\"ABSOLUTE_VALUE\"}");
    assertThat(
            SERVERLESS
                .named("AWS::SNS::TopicPolicy", "StopTopic")
                .at("/PolicyDocument/Statement")
                .valueStream()
                .filter(statement -> statement.get("Effect").asString().equals("Allow"))
                .map(statement -> statement.get("Principal").toString()))
        .containsExactly("{\"Service\":\"budgets.amazonaws.com\"}");
    assertThat(SERVERLESS.properties("AWS::SNS::Subscription"))
        .extracting(subscription -> subscription.get("Protocol").asString())
        .containsExactly("lambda");
  }

  @Test
  void a_person_is_told_when_it_fails() {
    JsonNode alarm = SERVERLESS.named("AWS::CloudWatch::Alarm", "AlarmsStopFailed");

    assertThat(alarm.get("MetricName").asString()).isEqualTo("Errors");
    assertThat(Template.brief(alarm.at("/Dimensions/0/Value")))
        .isEqualTo("${%s}".formatted(SERVERLESS.idOf("AWS::Lambda::Function", "StopFunction")));
    assertThat(alarm.get("AlarmDescription").asString()).contains("./slm stop");
  }

  private static JsonNode environment(Template template) {
    return template
        .named("AWS::Lambda::Function", "StopFunction")
        .get("Environment")
        .get("Variables");
  }
}
