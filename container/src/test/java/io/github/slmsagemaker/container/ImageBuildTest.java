package io.github.slmsagemaker.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Dockerfile, built by buildah without a container engine, over images made of Debian's
 * packages that stand in for AWS's llama.cpp container and for a TGI with the llama.cpp backend.
 */
@Timeout(900)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImageBuildTest {
  private static final String ENGINE = "localhost/engine:1";
  private static final String TGI = "localhost/tgi:1";
  private static final String ROUTER = "text-generation-router-llamacpp";

  private Path folder;
  private Hub hub;
  private Buildah buildah;

  @BeforeAll
  void standIns(@TempDir Path temporary) throws Exception {
    folder = temporary;
    assumeTrue(
        Boolean.getBoolean(RealContainer.WANTED),
        "building the image is asked for by -D" + RealContainer.WANTED + "=true (Debian, root)");
    assumeTrue(Programs.find("buildah").isPresent(), "buildah is not installed (Debian: buildah)");
    RealContainer.requireEngine();
    ContainerFiles.copyTo(Files.createDirectories(folder.resolve("context")));
    hub = Hub.start(folder);
    buildah = new Buildah(folder);
    String engine = buildah.engine(ENGINE);
    // A program that is linked as the router is: to libraries, and to llama.cpp's.
    buildah.ok(
        "run",
        "--isolation",
        "chroot",
        engine,
        "--",
        "cp",
        "/usr/bin/llama-server",
        "/usr/bin/" + ROUTER);
    Path python = Files.createDirectories(folder.resolve("python3.12/encodings"));
    Files.writeString(python.resolve("utf_8.py"), "");
    Files.writeString(
        Files.createDirectories(folder.resolve("python3.12/test")).resolve("t.py"), "");
    buildah.ok(
        "copy", "-q", engine, folder.resolve("python3.12").toString(), "/usr/lib/python3.12");
    Files.writeString(Files.createDirectories(folder.resolve("torch")).resolve("torch.so"), "");
    buildah.ok("copy", "-q", engine, folder.resolve("torch").toString(), "/venv/torch");
    buildah.ok("commit", "-q", engine, TGI);
    buildah.ok("rm", engine);
  }

  @AfterAll
  void end() throws Exception {
    if (hub != null) {
      hub.close();
      buildah.removeAll();
    }
  }

  @Test
  void the_llama_cpp_layer_is_the_weights_and_six_files_that_every_user_can_read()
      throws Exception {
    Programs.Ended built = build("llama-cpp", arguments());
    assertThat(built.status()).as(built.said()).isZero();

    assertThat(config("llama-cpp")).isEqualTo("0 /tmp [/bin/sh /opt/slm/serve] map[8080/tcp:{}]");
    assertThat(list("llama-cpp", "/opt/slm"))
        .containsExactlyInAnyOrder(
            "444 root model.gguf",
            "444 root model.env",
            "644 root beginning.sh",
            "644 root checks.sh",
            "644 root nginx.conf",
            "644 root options.sh",
            "644 root serve");
    long layer = size("llama-cpp") - size(ENGINE);
    assertThat(layer - Files.size(RandomModel.file()))
        .as("bytes of the layer beside the weights")
        .isBetween(0L, 100_000L);
  }

  @Test
  void what_conversations_begin_with_is_read_while_the_image_is_built() throws Exception {
    Path context = folder.resolve("context");
    ContainerFiles.remember(context, "You are kind. ".repeat(40));
    try {
      Map<String, String> arguments = arguments();
      arguments.put("CONTEXT_TOKENS", "4096");
      arguments.put("SEQUENCES", "2");
      Programs.Ended built = build("llama-cpp", arguments);

      assertThat(built.status()).as(built.said()).isZero();
      assertThat(built.said()).contains("slm: remembered ");
      assertThat(list("llama-cpp", "/opt/slm/beginning"))
          .containsExactlyInAnyOrder("644 root state", "644 root sums");
    } finally {
      Files.delete(context.resolve("llama-cpp/beginning.json"));
    }
  }

  @Test
  void the_tgi_image_has_the_router_its_libraries_and_the_tokenizer_and_leaves_torch_behind()
      throws Exception {
    Map<String, String> arguments = arguments();
    arguments.put("TGI_IMAGE", TGI);
    arguments.put("TGI_BASE_IMAGE", ENGINE);
    arguments.put("TOKENIZER_ID", "owner/name");
    arguments.put("TOKENIZER_URL", hub.url(""));
    Programs.Ended built = build("tgi", arguments);
    assertThat(built.status()).as(built.said()).isZero();

    assertThat(config("tgi")).isEqualTo("0 /tmp [/bin/sh /opt/slm/serve] map[8080/tcp:{}]");
    assertThat(list("tgi", "/opt/slm"))
        .contains("644 root serve", "644 root tokenizer.env", "444 root model.gguf");
    assertThat(
            files(
                "tgi",
                "/opt/slm/hub",
                "/opt/slm/python",
                "/usr/lib/python3.12",
                "/usr/bin/" + ROUTER))
        .containsExactlyInAnyOrder(
            "/opt/slm/hub/models--owner--name/refs/main",
            "/opt/slm/hub/models--owner--name/snapshots/fetched/config.json",
            "/opt/slm/hub/models--owner--name/snapshots/fetched/special_tokens_map.json",
            "/opt/slm/hub/models--owner--name/snapshots/fetched/tokenizer.json",
            "/opt/slm/hub/models--owner--name/snapshots/fetched/tokenizer_config.json",
            "/opt/slm/python/transformers.py",
            "/usr/bin/" + ROUTER,
            "/usr/lib/python3.12/encodings/utf_8.py");
    assertThat(files("tgi", "/")).noneMatch(file -> file.contains("torch"));
  }

  @Test
  void weights_that_are_not_the_catalogues_fail_the_build() throws Exception {
    Map<String, String> arguments = arguments();
    arguments.put("MODEL_SHA256", "0".repeat(64));

    Programs.Ended built = build("llama-cpp", arguments);

    assertThat(built.status()).isNotZero();
    assertThat(built.said()).contains("slm: ").contains("is not what the catalogue names: SHA-256");
  }

  @Test
  void a_tgi_image_without_the_backend_fails_the_build() throws Exception {
    Map<String, String> arguments = arguments();
    arguments.put("TGI_IMAGE", ENGINE);
    arguments.put("TGI_BASE_IMAGE", ENGINE);
    arguments.put("TOKENIZER_ID", "owner/name");
    arguments.put("TOKENIZER_URL", hub.url(""));

    Programs.Ended built = build("tgi", arguments);

    assertThat(built.status()).isNotZero();
    assertThat(built.said()).contains("slm: tgiImage has no text-generation-router-llamacpp");
  }

  private Map<String, String> arguments() throws IOException {
    return hub.arguments(ENGINE);
  }

  private Programs.Ended build(String target, Map<String, String> arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of("bud", "--isolation", "chroot", "--pull-never", "--target", target));
    arguments.forEach((name, value) -> command.addAll(List.of("--build-arg", name + "=" + value)));
    command.addAll(List.of("-t", tag(target), folder.resolve("context").toString()));
    return buildah.run(command);
  }

  private static String tag(String target) {
    return target.contains("/") ? target : "localhost/slm-" + target + ":1";
  }

  private String config(String target) throws Exception {
    String format =
        "{{.OCIv1.Config.User}} {{.OCIv1.Config.WorkingDir}} {{.OCIv1.Config.Entrypoint}}"
            + " {{.OCIv1.Config.ExposedPorts}}";
    return buildah.ok("inspect", "--type", "image", "--format", format, tag(target));
  }

  /** Bytes of an image's files. */
  private long size(String target) throws Exception {
    return Long.parseLong(in(target, "du -sb --apparent-size --one-file-system . | cut -f 1"));
  }

  /** Mode, owner and name of the files in a folder. */
  private List<String> list(String target, String path) throws Exception {
    return in(target, "find ." + path + " -maxdepth 1 -type f -printf '%m %u %f\\n'")
        .lines()
        .toList();
  }

  private List<String> files(String target, String... paths) throws Exception {
    return in(target, "find ." + String.join(" .", paths) + " -type f")
        .lines()
        .map(line -> line.substring(1))
        .toList();
  }

  /** What a command of this machine says in an image's root. */
  private String in(String target, String command) throws Exception {
    String container = buildah.ok("from", tag(target));
    try {
      Path root = Path.of(buildah.ok("mount", container));
      Programs.Ended end = Programs.run(root, Map.of(), List.of("/bin/sh", "-c", command));
      assertThat(end.status()).as(end.said()).isZero();
      return end.said().strip();
    } finally {
      buildah.ok("rm", container);
    }
  }
}
