package io.github.slmsagemaker.infra.constructs.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.core.deployment.ContainerNames;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.deployment.Deployment;
import io.github.slmsagemaker.deployment.ModelImage;
import io.github.slmsagemaker.deployment.Placement;
import io.github.slmsagemaker.deployment.ProcessorSettings;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.infra.Synthesised;
import io.github.slmsagemaker.infra.Template;
import io.github.slmsagemaker.infra.Variants;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import tools.jackson.databind.JsonNode;

class SageMakerConstructTest {
  private static final String ENDPOINT = "AWS::SageMaker::Endpoint";
  private static final String CONFIGURATION = "AWS::SageMaker::EndpointConfig";
  private static final String MODEL = "AWS::SageMaker::Model";

  @ParameterizedTest
  @ValueSource(strings = {"serverless", "gpu", "always-on"})
  void names_that_sagemaker_cannot_change_are_generated(String lane) {
    Template template = template(lane);

    assertThat(template.only(CONFIGURATION).has("EndpointConfigName")).isFalse();
    assertThat(template.only(MODEL).has("ModelName")).isFalse();
    assertThat(Template.brief(template.only(ENDPOINT).get("EndpointConfigName")))
        .isEqualTo("${%s.EndpointConfigName}".formatted(template.idOf(CONFIGURATION, "Model")));
  }

  @Test
  void a_serverless_variant_has_a_memory_a_concurrency_and_nothing_else() {
    Template template = Synthesised.serverless();

    assertThat(template.only(CONFIGURATION).get("ProductionVariants").toString())
        .isEqualTo(
            ("[{\"InitialVariantWeight\":1,\"ModelName\":{\"Fn::GetAtt\":[\"%s\",\"ModelName\"]},"
                    + "\"ServerlessConfig\":{\"MaxConcurrency\":1,\"MemorySizeInMB\":6144},"
                    + "\"VariantName\":\"model\"}]")
                .formatted(template.idOf(MODEL, "Model")));
    assertThat(template.only(CONFIGURATION).propertyNames()).containsExactly("ProductionVariants");
  }

  @Test
  void llama_server_is_started_as_it_was_measured_to_fit() {
    JsonNode container = Synthesised.serverless().only(MODEL).get("PrimaryContainer");

    assertThat(container.get("Image").asString()).isEqualTo(Synthesised.IMAGE);
    assertThat(texts(container.get("Environment")))
        .isEqualTo(
            Map.of(
                "SLM_CONTEXT_TOKENS", "4096",
                "SLM_PHYSICAL_BATCH_TOKENS", "256",
                "SLM_SEQUENCES", "1",
                "SLM_PROMPT_CACHE_MB", "0",
                "SLM_REPACK", "true",
                "SLM_MAX_CONCURRENCY", "1",
                "SLM_MEMORY_MB", "6144",
                "SLM_MODEL", "hermes-3-llama-3.1-8b",
                "SLM_QUANTIZATION", "Q4_K_M"));
  }

  @Test
  void threads_are_named_only_where_they_are_known() {
    assertThat(environment(Map.of("imageUri", Synthesised.IMAGE, "threads", "3")))
        .containsEntry("SLM_THREADS", "3");
  }

  @Test
  void the_entrypoint_is_told_the_same_for_both_engines_but_for_what_one_has_no_choice_in() {
    Map<String, String> llamaServers = environment(Map.of("imageUri", Synthesised.IMAGE));
    llamaServers.remove("SLM_REPACK");

    assertThat(environment(Map.of("imageUri", Synthesised.IMAGE, "engine", "tgi")))
        .isEqualTo(llamaServers);
  }

  private static Map<String, String> environment(Map<String, String> context) {
    return texts(Synthesised.of(context).only(MODEL).at("/PrimaryContainer/Environment"));
  }

  @Test
  void the_container_has_every_name_that_its_entrypoint_reads_and_no_other() {
    Set<String> names = new TreeSet<>(ContainerNames.ALL);
    names.remove(ContainerNames.THREADS);

    for (Map<String, String> context :
        List.of(Map.of("imageUri", Synthesised.IMAGE), Map.<String, String>of())) {
      assertThat(
              texts(Synthesised.of(context).only(MODEL).at("/PrimaryContainer/Environment"))
                  .keySet())
          .containsExactlyInAnyOrderElementsOf(names);
    }
  }

  @Test
  void the_three_billion_model_runs_in_3072_megabytes() {
    Template template = Synthesised.of(Variants.threeBillion());

    assertThat(
            template
                .only(CONFIGURATION)
                .at("/ProductionVariants/0/ServerlessConfig/MemorySizeInMB")
                .asInt())
        .isEqualTo(3072);
    assertThat(texts(template.only(MODEL).at("/PrimaryContainer/Environment")))
        .containsEntry("SLM_MODEL", "hermes-3-llama-3.2-3b")
        .containsEntry("SLM_QUANTIZATION", "Q4_K_M");
  }

  @Test
  void the_container_may_pull_its_image_write_its_log_and_no_more() {
    Template template = Synthesised.serverless();
    String log = "${%s.Arn}".formatted(template.idOf("AWS::Logs::LogGroup", "ModelServerless"));
    String repository = "arn:${AWS::Partition}:ecr:eu-west-1:123456789012:repository/slm";

    assertThat(template.permissions("ModelServerlessRole"))
        .containsExactlyInAnyOrder(
            "ecr:BatchCheckLayerAvailability on " + repository,
            "ecr:BatchGetImage on " + repository,
            "ecr:GetDownloadUrlForLayer on " + repository,
            "ecr:GetAuthorizationToken on *",
            "cloudwatch:PutMetricData on *",
            "logs:CreateLogGroup on " + log,
            "logs:CreateLogStream on " + log,
            "logs:DescribeLogStreams on " + log,
            "logs:PutLogEvents on " + log);
  }

  @Test
  void metrics_may_be_written_to_one_namespace_only() {
    JsonNode statements =
        Synthesised.serverless()
            .named("AWS::IAM::Role", "ModelServerlessRole")
            .at("/Policies/0/PolicyDocument/Statement");

    assertThat(statements.valueStream())
        .filteredOn(statement -> statement.get("Action").toString().contains("PutMetricData"))
        .singleElement()
        .satisfies(
            statement ->
                assertThat(statement.at("/Condition/StringEquals/cloudwatch:namespace").asString())
                    .isEqualTo("/aws/sagemaker/Endpoints"));
  }

  @Test
  void the_log_is_the_one_that_sagemaker_writes_and_is_not_kept_for_ever() {
    Template template = Synthesised.serverless();
    JsonNode log = template.named("AWS::Logs::LogGroup", "ModelServerless");

    assertThat(log.get("LogGroupName").asString())
        .isEqualTo(
            "/aws/sagemaker/Endpoints/" + template.only(ENDPOINT).get("EndpointName").asString());
    assertThat(log.get("RetentionInDays").asInt()).isEqualTo(30);
  }

  @ParameterizedTest
  @ValueSource(strings = {"serverless", "gpu"})
  void an_endpoints_name_is_what_sagemaker_writes_into_its_arn(String lane) {
    assertThat(template(lane).only(ENDPOINT).get("EndpointName").asString())
        .matches("[a-z0-9](-?[a-z0-9])*")
        .hasSizeLessThanOrEqualTo(63)
        .endsWith(lane);
  }

  @Test
  void an_image_of_another_account_or_region_is_refused_where_that_is_known() {
    Deployment props = serverless(Placement.Serverless.USUAL);

    assertThatThrownBy(() -> construct("999999999999", "eu-west-1", props))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("account 123456789012, but the stack is deployed to 999999999999");
    assertThatThrownBy(() -> construct("123456789012", "us-east-1", props))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("region eu-west-1, but the stack is deployed to us-east-1");
  }

  @Test
  void a_model_that_does_not_fit_is_refused_with_what_would() {
    Deployment small = serverless(Placement.Serverless.USUAL.withMemoryMb(3072));

    assertThatThrownBy(() -> construct("123456789012", "eu-west-1", small))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("an endpoint of 3072 MB has 3072 MiB; what fits: memory 6144 MB");
  }

  @Test
  void settings_that_make_no_sense_are_refused() {
    Placement.Serverless place = Placement.Serverless.USUAL;
    Deployment usual = Deployment.usual(Lane.SERVERLESS);

    assertThatThrownBy(() -> place.withMemoryMb(5000)).hasMessageContaining("memoryMb is 5000");
    assertThatThrownBy(() -> place.withSettings(ProcessorSettings.USUAL.withThreads(9)))
        .hasMessageContaining("threads is 9, expected 1 to 4");
    assertThatThrownBy(() -> usual.withMaxConcurrency(300)).hasMessageContaining("300");
    assertThatThrownBy(() -> usual.withMaxCallsPerRequest(0)).hasMessageContaining("is 0");
    assertThatThrownBy(() -> usual.withEngine(EngineKind.TGI))
        .hasMessageContaining("engine tgi does not run on lane serverless, which has no GPU");
    assertThatThrownBy(() -> Placement.OnInstances.STAYING.withMostInstances(0))
        .hasMessageContaining("mostInstances is 0");
    assertThatThrownBy(() -> Deployment.usual(Lane.GPU).withContextTokens(131_073))
        .hasMessageContaining("context is 131073 tokens");
    assertThatThrownBy(() -> Deployment.usual(Lane.GPU).withMaxCallsPerRequest(2))
        .hasMessageContaining("maxCallsPerRequest is 2, but engine tgi cannot go on");
  }

  /** The usual model in such a place, in an image that is there. */
  static Deployment serverless(Placement.Serverless place) {
    return Deployment.usual(Lane.SERVERLESS)
        .withPlacement(place.withImage(new ModelImage.Existing(Synthesised.IMAGE)));
  }

  private static Template template(String lane) {
    return lane.equals("serverless")
        ? Synthesised.serverless()
        : Synthesised.of(Map.of("lane", lane));
  }

  static App construct(String account, String region, Deployment deployment) {
    App app = Synthesised.app();
    StackProps place =
        StackProps.builder()
            .env(Environment.builder().account(account).region(region).build())
            .build();
    assertThat(new SageMakerConstruct(new Stack(app, "S", place), "Model", deployment).deployment())
        .isEqualTo(deployment);
    return app;
  }

  static Map<String, String> texts(JsonNode object) {
    return object
        .propertyStream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().asString()));
  }
}
