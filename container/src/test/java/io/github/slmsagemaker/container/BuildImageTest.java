package io.github.slmsagemaker.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What CodeBuild runs, with programs that stand in for docker and the AWS command line. */
class BuildImageTest {
  private static final String REPOSITORY = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/slm";

  /** Notes its calls; answers as the tests want. */
  private static final String STAND_IN =
      """
      #!/bin/sh
      echo "${0##*/} $*" >>calls
      case "${0##*/} $*" in
        "aws ecr describe-images"*imageDigest*)
          [ -e pushed ] || exit 254
          echo sha256:feed ;;
        "aws ecr describe-images"*imageManifestMediaType*)
          echo "${MANIFEST:-application/vnd.docker.distribution.manifest.v2+json}" ;;
        "docker image inspect"*) echo "${IMAGE_BYTES:-5000000000}" ;;
        "docker push"*) : >pushed ;;
        "docker build"*)
          case ${BUSY:-} in
            "") exit "${BUILD_STATUS:-0}" ;;
            *) [ "$(grep -c '^docker build' calls)" -gt "$BUSY" ] && exit 0
              echo "ERROR: toomanyrequests: Rate exceeded"
              exit 1 ;;
          esac ;;
        "sleep "*) ;;
        "docker login"*) cat >/dev/null ;;
      esac
      """;

  @TempDir private Path folder;
  private final Map<String, String> environment = new TreeMap<>();

  @BeforeEach
  void programs() throws IOException {
    for (String name : List.of("aws", "docker", "sleep")) {
      Path program = Files.writeString(folder.resolve(name), STAND_IN);
      assertThat(program.toFile().setExecutable(true)).isTrue();
    }
    environment.put("PATH", folder + ":" + System.getenv("PATH"));
    environment.put("REPOSITORY_URI", REPOSITORY);
    environment.put("IMAGE_TAG", "abc");
    environment.put("IMAGE_TARGET", "llama-cpp");
    environment.put("MODEL_ID", "hermes-3-llama-3.1-8b");
  }

  @Test
  void the_image_is_built_for_its_target_pushed_and_known_by_digest() throws Exception {
    Programs.Ended end = run();

    assertThat(end.status()).as(end.said()).isZero();
    assertThat(calls())
        .containsSubsequence(
            "docker login --username AWS --password-stdin"
                + " 123456789012.dkr.ecr.eu-west-1.amazonaws.com",
            "docker build --progress plain --platform linux/amd64 --target llama-cpp"
                + " --build-arg MODEL_ID --tag "
                + REPOSITORY
                + ":abc .",
            "docker push " + REPOSITORY + ":abc");
    assertThat(folder.resolve("digest")).hasContent("sha256:feed");
    assertThat(end.said()).contains(REPOSITORY + ":abc is sha256:feed, 5000000000 bytes");
  }

  @Test
  void an_image_that_is_there_is_not_built_again() throws Exception {
    Files.createFile(folder.resolve("pushed"));

    assertThat(run().status()).isZero();
    assertThat(calls()).noneMatch(call -> call.startsWith("docker "));
    assertThat(folder.resolve("digest")).hasContent("sha256:feed");
  }

  @Test
  void a_base_image_of_another_registry_and_region_in_ecr_is_logged_in_to() throws Exception {
    environment.put("ENGINE_IMAGE", "763104351884.dkr.ecr.us-east-2.amazonaws.com/llama:1");

    assertThat(run().status()).isZero();
    assertThat(calls())
        .contains(
            "aws ecr get-login-password --region eu-west-1",
            "aws ecr get-login-password --region us-east-2",
            "docker login --username AWS --password-stdin"
                + " 763104351884.dkr.ecr.us-east-2.amazonaws.com");
  }

  @Test
  void an_image_larger_than_an_endpoint_takes_is_not_pushed() throws Exception {
    environment.put("IMAGE_BYTES", "10737418241");

    Programs.Ended end = run();

    assertThat(end.status()).isEqualTo(1);
    assertThat(end.said()).contains("has 10737418241 bytes, but a serverless endpoint takes");
    assertThat(calls()).noneMatch(call -> call.startsWith("docker push"));
  }

  @Test
  void a_build_that_fails_pushes_nothing() throws Exception {
    environment.put("BUILD_STATUS", "1");

    Programs.Ended end = run();

    assertThat(end.status()).isEqualTo(1);
    assertThat(end.said()).contains("slm: docker build failed");
    assertThat(calls().stream().filter(call -> call.startsWith("docker build"))).hasSize(1);
    assertThat(calls()).noneMatch(call -> call.startsWith("docker push"));
  }

  @ParameterizedTest(name = "already there: {0}")
  @ValueSource(booleans = {false, true})
  void a_manifest_that_sagemaker_does_not_take_is_no_success(boolean there) throws Exception {
    environment.put("MANIFEST", "application/vnd.oci.image.manifest.v1+json");
    if (there) {
      Files.createFile(folder.resolve("pushed"));
    }

    Programs.Ended end = run();

    assertThat(end.status()).isEqualTo(1);
    assertThat(end.said())
        .contains(":abc has a manifest of type application/vnd.oci.image.manifest.v1+json")
        .contains("SageMaker takes only application/vnd.docker.distribution.manifest.v2+json");
  }

  @ParameterizedTest(name = "busy {0} times: {1} builds, ends {2}")
  @CsvSource({"1, 2, 0", "2, 3, 0", "3, 3, 1"})
  void a_registry_that_asks_for_patience_is_asked_three_times(int busy, int builds, int status)
      throws Exception {
    environment.put("BUSY", Integer.toString(busy));

    assertThat(run().status()).isEqualTo(status);
    assertThat(calls().stream().filter(call -> call.startsWith("docker build"))).hasSize(builds);
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(folder.resolve("calls"));
  }

  private Programs.Ended run() throws Exception {
    return Programs.run(
        folder,
        environment,
        List.of("/bin/sh", Path.of("build/build-image").toAbsolutePath().toString()));
  }
}
