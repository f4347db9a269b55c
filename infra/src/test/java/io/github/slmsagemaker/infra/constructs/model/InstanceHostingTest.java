package io.github.slmsagemaker.infra.constructs.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.deployment.Deployment;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.infra.Synthesised;
import io.github.slmsagemaker.infra.Template;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The GPU lanes. */
class InstanceHostingTest {
  private static final String CONFIGURATION = "AWS::SageMaker::EndpointConfig";
  private static final String MODEL = "AWS::SageMaker::Model";
  private static final String POLICY = "AWS::ApplicationAutoScaling::ScalingPolicy";

  @Test
  void the_gpu_lane_scales_to_zero_instances() {
    JsonNode variant = Synthesised.gpu().only(CONFIGURATION).at("/ProductionVariants/0");

    assertThat(variant.get("InstanceType").asString()).isEqualTo("ml.g5.xlarge");
    assertThat(variant.has("ModelName")).as("a variant for components names no model").isFalse();
    assertThat(variant.get("ManagedInstanceScaling").toString())
        .isEqualTo(
            "{\"MaxInstanceCount\":1,\"MinInstanceCount\":0,"
                + "\"ScaleInPolicy\":{\"Strategy\":\"IDLE_RELEASE\"},\"Status\":\"ENABLED\"}");
    assertThat(variant.has("InferenceAmiVersion")).as("TGI's CUDA 12 runs on any").isFalse();
    assertThat(variant.at("/RoutingConfig/RoutingStrategy").asString())
        .isEqualTo("LEAST_OUTSTANDING_REQUESTS");
  }

  @Test
  void a_copy_that_comes_back_finds_the_image_on_the_instance() {
    JsonNode specification =
        Synthesised.gpu().only("AWS::SageMaker::InferenceComponent").get("Specification");

    assertThat(specification.get("DataCacheConfig").toString())
        .isEqualTo("{\"EnableCaching\":true}");
  }

  @Test
  void copies_come_and_go_by_both_policies() {
    Template template = Synthesised.gpu();
    JsonNode target = template.only("AWS::ApplicationAutoScaling::ScalableTarget");
    String component =
        template
            .only("AWS::SageMaker::InferenceComponent")
            .get("InferenceComponentName")
            .asString();

    assertThat(target.get("ResourceId").asString()).isEqualTo("inference-component/" + component);
    assertThat(target.get("ScalableDimension").asString())
        .isEqualTo("sagemaker:inference-component:DesiredCopyCount");
    assertThat(target.get("MinCapacity").asInt()).isZero();
    assertThat(target.has("RoleARN")).as("the service-linked role is used").isFalse();
    JsonNode track = template.named(POLICY, "ModelInstancesScalingTrack");
    assertThat(
            track
                .at(
                    "/TargetTrackingScalingPolicyConfiguration/PredefinedMetricSpecification"
                        + "/PredefinedMetricType")
                .asString())
        .isEqualTo("SageMakerInferenceComponentConcurrentRequestsPerCopyHighResolution");
    JsonNode wake = template.named(POLICY, "ModelInstancesScalingWake");
    assertThat(wake.get("StepScalingPolicyConfiguration").toString())
        .isEqualTo(
            "{\"AdjustmentType\":\"ChangeInCapacity\",\"Cooldown\":60,"
                + "\"MetricAggregationType\":\"Maximum\",\"StepAdjustments\":"
                + "[{\"MetricIntervalLowerBound\":0,\"ScalingAdjustment\":1}]}");
  }

  @Test
  void a_call_that_found_no_capacity_adds_the_first_copy() {
    Template template = Synthesised.gpu();
    JsonNode alarm = template.named("AWS::CloudWatch::Alarm", "ModelInstancesScalingWakeAlarm");

    assertThat(alarm.get("MetricName").asString()).isEqualTo("NoCapacityInvocationFailures");
    assertThat(alarm.get("Period").asInt()).isEqualTo(30);
    assertThat(alarm.get("Threshold").asInt()).isEqualTo(1);
    assertThat(alarm.at("/Dimensions/0/Name").asString()).isEqualTo("InferenceComponentName");
    assertThat(Template.brief(alarm.at("/AlarmActions/0")))
        .isEqualTo("${%s}".formatted(template.idOf(POLICY, "ModelInstancesScalingWake")));
  }

  @Test
  void the_always_on_lane_keeps_one_instance_and_one_copy() {
    Template template = Synthesised.of(Map.of("lane", "always-on"));

    assertThat(
            template
                .only(CONFIGURATION)
                .at("/ProductionVariants/0/ManagedInstanceScaling/MinInstanceCount")
                .asInt())
        .isEqualTo(1);
    assertThat(
            template.only("AWS::ApplicationAutoScaling::ScalableTarget").get("MinCapacity").asInt())
        .isEqualTo(1);
    assertThat(template.resources(POLICY)).hasSize(1);
  }

  @Test
  void tgi_loads_the_published_weights_under_the_names_its_container_reads() {
    assertThat(
            SageMakerConstructTest.texts(
                Synthesised.gpu().only(MODEL).at("/PrimaryContainer/Environment")))
        .isEqualTo(
            Map.of(
                "HF_MODEL_ID", "NousResearch/Hermes-3-Llama-3.1-8B",
                "SM_NUM_GPUS", "1",
                "MAX_TOTAL_TOKENS", "8192",
                "MAX_INPUT_TOKENS", "8191",
                "MAX_CONCURRENT_REQUESTS", "8",
                "USAGE_STATS", "off"));
  }

  /**
   * The entrypoint and the launcher ignore a name that they do not know, so that a slip would show
   * only as a container with other limits. Source: text-generation-inference@db931fc,
   * sagemaker-entrypoint.sh and the fields of {@code Args} in launcher/src/main.rs.
   */
  @Test
  void every_name_is_one_that_the_container_reads() {
    Set<String> entrypoint =
        Set.of(
            "HF_MODEL_ID",
            "HF_MODEL_REVISION",
            "SM_NUM_GPUS",
            "HF_MODEL_QUANTIZE",
            "HF_MODEL_TRUST_REMOTE_CODE");
    Set<String> launcher =
        Set.of(
            "MAX_CONCURRENT_REQUESTS",
            "MAX_INPUT_TOKENS",
            "MAX_TOTAL_TOKENS",
            "MAX_BATCH_PREFILL_TOKENS",
            "MAX_BATCH_TOTAL_TOKENS",
            "CUDA_GRAPHS",
            "DTYPE",
            "PAYLOAD_LIMIT",
            "USAGE_STATS");
    Set<String> read = new HashSet<>(entrypoint);
    read.addAll(launcher);

    for (String lane : List.of("gpu", "always-on")) {
      assertThat(
              SageMakerConstructTest.texts(
                      Synthesised.of(Map.of("lane", lane))
                          .only(MODEL)
                          .at("/PrimaryContainer/Environment"))
                  .keySet())
          .isSubsetOf(read);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpu", "always-on"})
  void vllm_loads_the_published_weights_under_the_names_that_its_container_makes_options_of(
      String lane) {
    assertThat(
            SageMakerConstructTest.texts(
                Synthesised.of(Map.of("lane", lane, "engine", "vllm"))
                    .only(MODEL)
                    .at("/PrimaryContainer/Environment")))
        .isEqualTo(
            Map.of(
                "SM_VLLM_MODEL", "NousResearch/Hermes-3-Llama-3.1-8B",
                "SM_VLLM_MAX_MODEL_LEN", "8192",
                "SM_VLLM_MAX_NUM_SEQS", "8",
                "SM_VLLM_GPU_MEMORY_UTILIZATION", "0.90",
                "SM_VLLM_ENABLE_PROMPT_TOKENS_DETAILS", "true",
                "VLLM_NO_USAGE_STATS", "1"));
  }

  /** The container would take any {@code SM_VLLM_} name for an option, and vLLM not start. */
  @Test
  void weights_of_fewer_bits_are_pinned_to_their_commit() {
    Map<String, String> names =
        SageMakerConstructTest.texts(
            Synthesised.of(
                    Map.of(
                        "lane", "gpu",
                        "engine", "vllm",
                        "quantization", "AWQ",
                        "instanceType", "ml.g4dn.xlarge"))
                .only(MODEL)
                .at("/PrimaryContainer/Environment"));

    assertThat(names)
        .containsEntry("SM_VLLM_MODEL", "thesven/Hermes-3-Llama-3.1-8B-awq")
        .containsEntry("SM_VLLM_REVISION", "542c9cdda6df93080015126fa61d3ffe00d3e57f");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpu", "always-on"})
  void vllm_runs_on_the_machine_image_whose_driver_knows_cuda_13(String lane) {
    assertThat(
            Synthesised.of(Map.of("lane", lane, "engine", "vllm"))
                .only(CONFIGURATION)
                .at("/ProductionVariants/0/InferenceAmiVersion")
                .asString())
        .isEqualTo("al2023-ami-sagemaker-inference-gpu-4-1");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "eu-west-1,      763104351884",
    "ap-southeast-4, 457447274322",
    "ap-southeast-7, 590183813437",
  })
  void the_vllm_container_comes_from_the_regions_own_account(String region, String account) {
    Deployment vllm = Deployment.usual(Lane.GPU).withEngine(EngineKind.VLLM);
    Template template =
        Synthesised.template(SageMakerConstructTest.construct("123456789012", region, vllm));

    assertThat(Template.brief(template.only(MODEL).at("/PrimaryContainer/Image")))
        .isEqualTo(
            account
                + ".dkr.ecr."
                + region
                + ".${AWS::URLSuffix}/vllm:0.27.1-gpu-py312-cu130-ubuntu22.04-sagemaker");
    assertThat(template.permissions("ModelInstancesRole"))
        .contains(
            "ecr:BatchGetImage on arn:${AWS::Partition}:ecr:%s:%s:repository/vllm"
                .formatted(region, account));
  }

  static Stream<Arguments> regions() {
    return Stream.of(
        Arguments.of("eu-west-1", "763104351884"),
        Arguments.of("ap-east-1", "871362719292"),
        Arguments.of("mx-central-1", "637423239942"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("regions")
  void the_tgi_container_comes_from_the_regions_own_account(String region, String account) {
    Template template = gpuIn(region);

    assertThat(Template.brief(template.only(MODEL).at("/PrimaryContainer/Image")))
        .isEqualTo(
            account
                + ".dkr.ecr."
                + region
                + ".${AWS::URLSuffix}/huggingface-pytorch-tgi-inference"
                + ":2.7.0-tgi3.3.6-gpu-py311-cu124-ubuntu22.04");
    assertThat(template.permissions("ModelInstancesRole"))
        .contains(
            ("ecr:BatchGetImage on arn:${AWS::Partition}:ecr:%s:%s"
                    + ":repository/huggingface-pytorch-tgi-inference")
                .formatted(region, account));
  }

  @Test
  void an_open_region_is_looked_up_by_the_template() {
    Template template = Synthesised.gpu();

    assertThat(template.json().get("Mappings").size()).isEqualTo(1);
    assertThat(template.json().get("Mappings").iterator().next().size()).isEqualTo(28);
  }

  @Test
  void a_region_without_the_container_is_refused() {
    assertThatThrownBy(() -> gpuIn("us-gov-west-1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("AWS publishes no TGI container in region us-gov-west-1");
  }

  private static Template gpuIn(String region) {
    return Synthesised.template(
        SageMakerConstructTest.construct("123456789012", region, Deployment.usual(Lane.GPU)));
  }
}
