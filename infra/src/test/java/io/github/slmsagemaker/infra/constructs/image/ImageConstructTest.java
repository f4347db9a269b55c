package io.github.slmsagemaker.infra.constructs.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.infra.SlmSagemakerApp;
import io.github.slmsagemaker.infra.Synthesised;
import io.github.slmsagemaker.infra.Template;
import java.nio.file.Files;
import java.nio.file.Path;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The image that is built with the stack. */
class ImageConstructTest {
  private static final String PROJECT = "AWS::CodeBuild::Project";
  private static final String REPOSITORY = "AWS::ECR::Repository";
  private static final String BUILD = "Custom::SlmImage";
  private static final String WAITER = "AWS::StepFunctions::StateMachine";
  private static final String TGI =
      "123456789012.dkr.ecr.eu-west-1.amazonaws.com/tgi:3.3.7-llamacpp";

  private static Template built() {
    return Synthesised.of(Map.of());
  }

  @Test
  void the_repository_is_scanned_immutable_bounded_and_goes_away_with_what_is_in_it() {
    JsonNode repository = built().only(REPOSITORY);

    assertThat(repository.at("/ImageScanningConfiguration/ScanOnPush").asBoolean()).isTrue();
    assertThat(repository.get("ImageTagMutability").asString()).isEqualTo("IMMUTABLE");
    assertThat(repository.get("EmptyOnDelete").asBoolean()).isTrue();
    assertThat(repository.at("/LifecyclePolicy/LifecyclePolicyText").asString())
        .contains("\"countType\":\"imageCountMoreThan\",\"countNumber\":2")
        .contains("\"tagStatus\":\"any\"");
  }

  @Test
  void the_project_is_given_what_the_catalogue_says_and_no_secret() {
    Template template = built();

    assertThat(arguments(template))
        .containsOnlyKeys(
            "IMAGE_TAG",
            "IMAGE_TARGET",
            "MODEL_BYTES",
            "MODEL_ID",
            "MODEL_KV_BYTES_PER_TOKEN",
            "MODEL_QUANTIZATION",
            "MODEL_SHA256",
            "MODEL_TRAINED_CONTEXT",
            "MODEL_URL",
            "REPOSITORY_URI")
        .containsEntry("IMAGE_TARGET", "llama-cpp")
        .containsEntry("MODEL_ID", "hermes-3-llama-3.1-8b")
        .containsEntry("MODEL_QUANTIZATION", "Q4_K_M")
        .containsEntry("MODEL_BYTES", "4920733824")
        .containsEntry("MODEL_KV_BYTES_PER_TOKEN", "131072")
        .containsEntry("MODEL_TRAINED_CONTEXT", "131072")
        .containsEntry(
            "MODEL_SHA256", "d4403ce5a6e930f4c2509456388c20d633a15ff08dd52ef3b142ff1810ec3553")
        .containsEntry(
            "MODEL_URL",
            "https://huggingface.co/NousResearch/Hermes-3-Llama-3.1-8B-GGUF/resolve"
                + "/307a5dfb59aa38d88b6cfd32f44b8ad7c1da9fb8/Hermes-3-Llama-3.1-8B.Q4_K_M.gguf")
        .containsEntry(
            "REPOSITORY_URI", "${%s.RepositoryUri}".formatted(template.idOf(REPOSITORY, "Model")));
  }

  @Test
  void a_size_that_is_not_known_to_the_byte_is_not_compared() {
    assertThat(
            arguments(Synthesised.of(Map.of("model", "hermes-3-llama-3.2-3b", "memoryMb", "3072"))))
        .doesNotContainKey("MODEL_BYTES")
        .containsEntry("MODEL_KV_BYTES_PER_TOKEN", "114688")
        .containsEntry(
            "MODEL_SHA256", "2e220a14ba4328fee38cf36c2c068261560f999fadb5725ce5c6d977cb5126b5");
  }

  /** Four blocks of attention, keys and values of 512 elements, two bytes each. */
  @Test
  void a_hybrid_keeps_keys_and_values_in_its_few_blocks_of_attention_alone() {
    assertThat(arguments(Synthesised.of(Map.of("model", "granite-4.0-h-tiny"))))
        .containsEntry("MODEL_KV_BYTES_PER_TOKEN", "8192");
  }

  @Test
  void what_conversations_begin_with_is_in_the_image_its_tag_and_the_invokers_environment(
      @TempDir Path folder) throws IOException {
    Template without = built();
    Template one = beginning(folder, "Be kind.");
    Template other = beginning(folder, "Be brief.");

    assertThat(arguments(one))
        .containsEntry("CONTEXT_TOKENS", "4096")
        .containsEntry("SEQUENCES", "2");
    assertThat(arguments(without)).doesNotContainKeys("CONTEXT_TOKENS", "SEQUENCES");
    assertThat(Stream.of(without, one, other).map(it -> arguments(it).get("IMAGE_TAG")))
        .doesNotHaveDuplicates();
    // printf '<|im_start|>system\nBe kind.<|im_end|>\n' | sha256sum
    assertThat(one.toString())
        .contains(
            "\"SLM_BEGINNING\" : \"38:683c94bf2560e2dc47238ac1dcf39410c215c2a20680ece7c3be2eddfd45f22a\"");
    assertThat(one.toString()).contains("\"SLM_SEQUENCES\" : \"2\"");
    assertThat(without.toString()).doesNotContain("SLM_BEGINNING");
  }

  private static Template beginning(Path folder, String system) throws IOException {
    Path file = folder.resolve(system + "json");
    Files.writeString(
        file, "{\"messages\":[{\"role\":\"system\",\"content\":\"%s\"}]}".formatted(system));
    return Synthesised.of(Map.of("promptFile", file.toString()));
  }

  @Test
  void tgi_is_built_from_the_image_that_is_named_which_the_build_may_pull() {
    Template template = Synthesised.of(Map.of("engine", "tgi", "tgiImage", TGI));

    assertThat(arguments(template))
        .containsEntry("IMAGE_TARGET", "tgi")
        .containsEntry("TGI_IMAGE", TGI)
        .containsEntry("TOKENIZER_ID", "NousResearch/Hermes-3-Llama-3.1-8B")
        .containsEntry("TOKENIZER_REVISION", "main")
        .containsEntry(
            "TOKENIZER_URL",
            "https://huggingface.co/NousResearch/Hermes-3-Llama-3.1-8B/resolve/main");
    assertThat(template.permissions("ModelServerlessImageRole"))
        .contains(
            "ecr:GetDownloadUrlForLayer on"
                + " arn:${AWS::Partition}:ecr:eu-west-1:123456789012:repository/tgi");
  }

  @Test
  void the_build_may_read_its_source_write_its_log_push_its_image_and_no_more() {
    Template template = built();
    String repository = "${%s.Arn}".formatted(template.idOf(REPOSITORY, "Model"));
    String log =
        "${%s.Arn}".formatted(template.idOf("AWS::Logs::LogGroup", "ModelServerlessImageLog"));

    assertThat(template.permissions("ModelServerlessImageRole"))
        .filteredOn(permission -> !permission.startsWith("s3:"))
        .containsExactlyInAnyOrder(
            "ecr:BatchCheckLayerAvailability on " + repository,
            "ecr:BatchGetImage on " + repository,
            "ecr:CompleteLayerUpload on " + repository,
            "ecr:DescribeImages on " + repository,
            "ecr:InitiateLayerUpload on " + repository,
            "ecr:PutImage on " + repository,
            "ecr:UploadLayerPart on " + repository,
            "ecr:GetAuthorizationToken on *",
            "logs:CreateLogStream on " + log,
            "logs:PutLogEvents on " + log);
    assertThat(template.permissions("ModelServerlessImageRole"))
        .filteredOn(permission -> permission.startsWith("s3:"))
        .hasSize(2)
        .allMatch(
            permission ->
                permission.matches("s3:GetObject(Version)? on arn:.*/[0-9a-f]{64}\\.zip"));
  }

  @Test
  void what_starts_and_what_watches_the_build_may_do_that_and_no_more() {
    Template template = built();
    String project = "${%s.Arn}".formatted(template.idOf(PROJECT, "Model"));
    String log =
        "${%s.Arn}".formatted(template.idOf("AWS::Logs::LogGroup", "ModelServerlessImageLog"));
    String own =
        "${%s.Arn}"
            .formatted(template.idOf("AWS::Logs::LogGroup", "ModelServerlessImageProviderLog"));

    assertThat(template.permissions("ModelServerlessImageStartRole"))
        .containsExactlyInAnyOrder(
            "codebuild:StartBuild on " + project,
            "logs:CreateLogStream on " + own,
            "logs:PutLogEvents on " + own);
    assertThat(template.permissions("ModelServerlessImageWaitRole"))
        .containsExactlyInAnyOrder(
            "codebuild:BatchGetBuilds on " + project,
            "logs:GetLogEvents on " + log,
            "logs:CreateLogStream on " + own,
            "logs:PutLogEvents on " + own);
  }

  @Test
  void sagemaker_is_given_the_digest_that_the_build_pushed_and_may_pull_only_that_repository() {
    Template template = built();

    assertThat(Template.brief(template.only("AWS::SageMaker::Model").at("/PrimaryContainer/Image")))
        .isEqualTo("${%s.ImageUri}".formatted(template.idOf(BUILD, "Model")));
    assertThat(template.permissions("ModelServerlessRole"))
        .contains(
            "ecr:BatchGetImage on arn:${AWS::Partition}:ecr:${AWS::Region}:${AWS::AccountId}"
                + ":repository/${%s}".formatted(template.idOf(REPOSITORY, "Model")));
  }

  @Test
  void it_is_built_again_only_where_an_input_changed() {
    String usual = tag(Map.of());

    assertThat(usual).matches("[0-9a-f]{20}");
    assertThat(tag(Map.of("context", "2048", "rateLimit", "3", "keys", "a")))
        .as("other settings")
        .isEqualTo(usual);
    assertThat(tag(Map.of("engineImage", "ghcr.io/a/b:1"))).as("engine image").isNotEqualTo(usual);
    assertThat(tag(Map.of("model", "hermes-3-llama-3.2-3b"))).as("weights").isNotEqualTo(usual);
    assertThat(arguments(built())).as("what the project pushes").containsEntry("IMAGE_TAG", usual);
  }

  @Test
  void a_build_by_docker_leaves_nothing_of_codebuild() {
    Template template = Synthesised.of(Map.of("imageBuild", "docker"));

    assertThat(template.resources(PROJECT)).isEmpty();
    assertThat(template.resources(REPOSITORY)).isEmpty();
    assertThat(Template.brief(template.only("AWS::SageMaker::Model").at("/PrimaryContainer/Image")))
        .contains("container-assets-");
    assertThat(template.permissions("ModelServerlessRole"))
        .anyMatch(
            permission ->
                permission.startsWith("ecr:BatchGetImage on ")
                    && permission.contains("container-assets-"));
  }

  @Test
  void a_build_by_docker_makes_the_manifest_that_sagemaker_takes() throws Exception {
    App app = Synthesised.app();
    Synthesised.stack(app, SlmSagemakerApp.STACK, Synthesised.OPEN, Map.of("imageBuild", "docker"));
    Path assets =
        Path.of(app.synth().getDirectory()).resolve(SlmSagemakerApp.STACK + ".assets.json");

    assertThat(new JsonMapper().readTree(Files.readString(assets)).get("dockerImages"))
        .hasSize(1)
        .allSatisfy(
            image ->
                assertThat(image.at("/source/dockerOutputs/0").asString())
                    .isEqualTo("type=docker"));
  }

  @Test
  void queueing_building_and_waiting_end_before_cloudformations_hour() {
    Template template = built();
    JsonNode project = template.only(PROJECT);

    assertThat(project.get("QueuedTimeoutInMinutes").asInt()).isEqualTo(7);
    assertThat(project.get("TimeoutInMinutes").asInt()).isEqualTo(50);
    // 116 looks, half a minute apart, are 58 minutes.
    assertThat(Template.brief(template.only(WAITER).get("DefinitionString")))
        .contains("\"IntervalSeconds\":30,\"MaxAttempts\":116,");
  }

  @Test
  void the_project_asks_for_no_concurrency_that_a_new_account_lacks() {
    assertThat(built().only(PROJECT).has("ConcurrentBuildLimit")).isFalse();
  }

  @Test
  void an_image_that_is_there_is_not_built() {
    assertThat(Synthesised.serverless().resources(PROJECT)).isEmpty();
    assertThat(Synthesised.serverless().resources(BUILD)).isEmpty();
  }

  private static String tag(Map<String, String> context) {
    return Synthesised.of(context).only(BUILD).get("Tag").asString();
  }

  private static Map<String, String> arguments(Template template) {
    Map<String, String> values = new TreeMap<>();
    for (JsonNode variable : template.only(PROJECT).at("/Environment/EnvironmentVariables")) {
      values.put(variable.get("Name").asString(), Template.brief(variable.get("Value")));
    }
    return values;
  }
}
