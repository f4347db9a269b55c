package io.github.slmsagemaker.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class SlmSagemakerStackTest {
  static Stream<Arguments> variants() {
    return Variants.all().entrySet().stream()
        .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  void every_lane_synthesises_with_every_way_of_access(String name, Map<String, String> context)
      throws IOException {
    Template template = Synthesised.of(context);

    assertThat(template.resources("AWS::SageMaker::Endpoint"))
        .hasSize(context.containsKey("endpoint") ? 0 : 1);
    assertThat(template.resources("AWS::ApiGateway::RestApi")).hasSize(1);
    leaveForOtherCheckers(name, template);
  }

  /** For {@code cfn-lint.sh}. */
  private static void leaveForOtherCheckers(String name, Template template) throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "templates"));
    Files.writeString(folder.resolve(name + ".json"), template.toString());
  }

  @Test
  void outputs_are_exactly_what_a_client_and_an_operator_need() {
    assertThat(Synthesised.serverless().outputs())
        .containsOnlyKeys(
            "BaseUrl", "EndpointName", "DashboardUrl", "ApiKeyIds", "ApiKeySecretArns");
    assertThat(Synthesised.of(Map.of("auth", "iam", "imageUri", Synthesised.IMAGE)).outputs())
        .containsOnlyKeys("BaseUrl", "EndpointName", "DashboardUrl");
    assertThat(
            Synthesised.of(
                    Map.of("auth", "iam", "imageUri", Synthesised.IMAGE, "dollarsPerMonth", "12.5"))
                .outputs())
        .containsOnlyKeys("BaseUrl", "EndpointName", "DashboardUrl", "LedgerTable");
  }

  @Test
  void the_base_url_ends_where_openais_clients_go_on() {
    Template template = Synthesised.serverless();

    assertThat(template.outputs().get("BaseUrl"))
        .isEqualTo(
            "https://${%s}.execute-api.${AWS::Region}.${AWS::URLSuffix}/${%s}/v1"
                .formatted(
                    template.idOf("AWS::ApiGateway::RestApi", "Api"),
                    template.idOf("AWS::ApiGateway::Stage", "Api")));
  }

  @Test
  void outputs_name_keys_by_id_and_secret() {
    Template template = Synthesised.of(Map.of("keys", "alice,bob", "imageUri", Synthesised.IMAGE));

    assertThat(template.outputs().get("ApiKeyIds"))
        .isEqualTo(
            "alice=${%s},bob=${%s}"
                .formatted(
                    template.idOf("AWS::ApiGateway::ApiKey", "ApiKeysKeyalice"),
                    template.idOf("AWS::ApiGateway::ApiKey", "ApiKeysKeybob")));
    assertThat(template.outputs().get("ApiKeySecretArns"))
        .isEqualTo(
            "alice=${%s},bob=${%s}"
                .formatted(
                    template.idOf("AWS::SecretsManager::Secret", "ApiKeysSecretalice"),
                    template.idOf("AWS::SecretsManager::Secret", "ApiKeysSecretbob")));
  }

  @Test
  void no_output_resolves_a_secret() {
    assertThat(Synthesised.serverless().json().get("Outputs").toString())
        .doesNotContain("resolve:secretsmanager");
  }

  /** What costs money while nobody calls, on the lane that promises that nothing does. */
  @Test
  void the_serverless_stack_has_no_instance_and_no_provisioned_concurrency() {
    String text = Synthesised.serverless().json().toString();

    assertThat(text).doesNotContain("ProvisionedConcurrency", "InstanceType", "NatGateway");
  }

  @Test
  void everything_but_what_is_listed_goes_away_with_the_stack() {
    List<String> kept =
        Synthesised.serverless()
            .json()
            .get("Resources")
            .valueStream()
            .filter(resource -> resource.path("DeletionPolicy").asString("").equals("Retain"))
            .map(resource -> resource.get("Type").asString())
            .sorted()
            .toList();

    assertThat(kept).containsExactly("AWS::ApiGateway::Account", "AWS::IAM::Role");
  }

  @Test
  void settings_of_the_context_reach_their_resources() {
    Template template =
        Synthesised.of(
            Map.ofEntries(
                Map.entry("imageUri", Synthesised.IMAGE),
                Map.entry("model", "hermes-3-llama-3.2-3b"),
                Map.entry("quantization", "Q5_K_M"),
                Map.entry("memoryMb", "4096"),
                Map.entry("context", "2048"),
                Map.entry("maxConcurrency", "3"),
                Map.entry("maxCallsPerRequest", "2"),
                Map.entry("rateLimit", "1.5"),
                Map.entry("burstLimit", "7"),
                Map.entry("quotaLimit", "90"),
                Map.entry("quotaPeriod", "MONTH"),
                Map.entry("alarmEmail", "ops@example.com"),
                Map.entry("monthlyBudget", "12.5")));

    JsonNode container = template.only("AWS::SageMaker::Model").at("/PrimaryContainer/Environment");
    assertThat(container.get("SLM_CONTEXT_TOKENS").asString()).isEqualTo("2048");
    assertThat(container.get("SLM_QUANTIZATION").asString()).isEqualTo("Q5_K_M");
    JsonNode serverless =
        template
            .only("AWS::SageMaker::EndpointConfig")
            .at("/ProductionVariants/0/ServerlessConfig");
    assertThat(serverless.get("MemorySizeInMB").asInt()).isEqualTo(4096);
    assertThat(serverless.get("MaxConcurrency").asInt()).isEqualTo(3);
    JsonNode invoker =
        template.named("AWS::Lambda::Function", "Invoker").at("/Environment/Variables");
    assertThat(invoker.get("SLM_MODEL").asString()).isEqualTo("hermes-3-llama-3.2-3b");
    assertThat(invoker.get("SLM_MAX_CALLS_PER_REQUEST").asString()).isEqualTo("2");
    JsonNode plan = template.only("AWS::ApiGateway::UsagePlan");
    assertThat(plan.at("/Throttle/RateLimit").asDouble()).isEqualTo(1.5);
    assertThat(plan.at("/Throttle/BurstLimit").asInt()).isEqualTo(7);
    assertThat(plan.at("/Quota/Limit").asInt()).isEqualTo(90);
    assertThat(plan.at("/Quota/Period").asString()).isEqualTo("MONTH");
    assertThat(template.named("AWS::SNS::Subscription", "AlarmsTopic").get("Endpoint").asString())
        .isEqualTo("ops@example.com");
    assertThat(template.only("AWS::Budgets::Budget").at("/Budget/BudgetLimit/Amount").asDouble())
        .isEqualTo(12.5);
  }
}
