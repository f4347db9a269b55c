package io.github.slmsagemaker.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What CodeBuild runs, against a real registry. Buildah stands in for docker, and a question to the
 * registry for ECR's answer, so that digest and kind of the manifest are those that were pushed.
 */
@Timeout(900)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PushedImageTest {
  private static final String ENGINE = "localhost/engine:1";
  private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";

  private static final String DOCKER =
      """
      #!/bin/sh
      command=$1
      shift
      case $command in
        build)
          [ "$1 $2" != "--progress plain" ] || shift 2
          exec @BUILDAH@ bud --isolation chroot --pull-never --format "$FORMAT" $BUILDAH_ARGUMENTS "$@" ;;
        image) echo 1 ;;
        push) exec @BUILDAH@ push --tls-verify=false "$1" ;;
        login) cat >/dev/null ;;
      esac
      """;

  private static final String AWS =
      """
      #!/bin/sh
      case "$*" in
        *imageDigest*) header=docker-content-digest ;;
        *imageManifestMediaType*) header=content-type ;;
        *) exit 0 ;;
      esac
      url=http://${REPOSITORY_URI%%/*}/v2/${REPOSITORY_URI#*/}/manifests/$IMAGE_TAG
      docker=application/vnd.docker.distribution.manifest.v2+json
      oci=application/vnd.oci.image.manifest.v1+json
      found=$(curl --silent --fail --head --header "Accept: $docker" --header "Accept: $oci" "$url") ||
        exit 254
      printf '%s' "$found" | tr -d '\\r' | sed -n "s/^$header: //Ip"
      """;

  private Path folder;
  private Buildah buildah;
  private Hub hub;
  private Registry registry;

  @BeforeAll
  void start(@TempDir Path temporary) throws Exception {
    folder = temporary;
    assumeTrue(
        Boolean.getBoolean(RealContainer.WANTED),
        "pushing an image is asked for by -D" + RealContainer.WANTED + "=true (Debian, root)");
    for (String program : List.of("buildah", "curl")) {
      assumeTrue(Programs.find(program).isPresent(), program + " is not installed");
    }
    assumeTrue(
        Files.isExecutable(Registry.PROGRAM),
        "there is no registry: run tools/registry.sh (Debian)");
    RealContainer.requireEngine();
    buildah = new Buildah(folder);
    buildah.ok("rm", buildah.engine(ENGINE));
    hub = Hub.start(folder);
    registry = Registry.start(folder);
    ContainerFiles.copyTo(Files.createDirectories(folder.resolve("context")));
    program("docker", DOCKER.replace("@BUILDAH@", String.join(" ", Buildah.command())));
    program("aws", AWS);
  }

  @AfterAll
  void end() throws Exception {
    if (registry != null) {
      registry.close();
      hub.close();
      buildah.removeAll();
    }
  }

  @Test
  void the_image_is_pushed_as_sagemaker_takes_it_and_known_by_the_registrys_digest()
      throws Exception {
    Programs.Ended first = build("docker", "right");

    assertThat(first.status()).as(first.said()).isZero();
    String digest = Files.readString(folder.resolve("context/digest")).strip();
    assertThat(digest).matches("sha256:[0-9a-f]{64}");
    assertThat(Files.readString(pushed(digest))).contains(MANIFEST);
    Programs.Ended second = build("docker", "right");
    assertThat(second.said()).contains("right is there already: " + digest);
  }

  @Test
  void an_image_of_another_kind_is_no_success_once_it_is_pushed() throws Exception {
    Programs.Ended end = build("oci", "wrong");

    assertThat(end.status()).isEqualTo(1);
    assertThat(end.said())
        .contains("wrong has a manifest of type application/vnd.oci.image.manifest.v1+json")
        .contains("SageMaker takes only " + MANIFEST);
  }

  private Programs.Ended build(String format, String tag) throws Exception {
    Map<String, String> environment = hub.arguments(ENGINE);
    environment.put("PATH", folder + ":" + System.getenv("PATH"));
    environment.put("FORMAT", format);
    environment.put("REPOSITORY_URI", registry.name() + "/slm");
    environment.put("IMAGE_TAG", tag);
    environment.put("IMAGE_TARGET", "llama-cpp");
    // The stack gives no other image to fetch with; this build has no other.
    environment.put("BUILDAH_ARGUMENTS", "--build-arg FETCH_IMAGE=" + ENGINE);
    Path context = folder.resolve("context");
    return Programs.run(
        context,
        environment,
        List.of("/bin/sh", Path.of("build/build-image").toAbsolutePath().toString()));
  }

  /** The manifest itself, as the registry keeps what it was sent. */
  private Path pushed(String digest) {
    String hex = digest.substring("sha256:".length());
    return folder.resolve(
        "pushed/docker/registry/v2/blobs/sha256/" + hex.substring(0, 2) + "/" + hex + "/data");
  }

  private void program(String name, String script) throws IOException {
    Path program = Files.writeString(folder.resolve(name), script);
    assertThat(program.toFile().setExecutable(true)).isTrue();
  }
}
