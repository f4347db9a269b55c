package io.github.slmsagemaker.acceptance.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the product's CDK app writes for some settings: template and packages. The app runs in a
 * process of its own, as the CDK's command line starts it.
 *
 * @param folder the cloud assembly
 */
record SynthesisedStack(Path folder) {
  private static final Path CLONE = Path.of("..");
  private static final Path PACKAGE = Path.of("invoker", "target", "lambda", "run.sh");
  private static final Path TARGET = CLONE.resolve(Path.of("infra", "target"));
  private static final int PATIENCE_MINUTES = 3;

  /** Why there is none here; empty where there is. */
  static Optional<String> missing() {
    if (!Files.isExecutable(CLONE.resolve(PACKAGE))) {
      return Optional.of("the invoker is not packaged: mvn -pl invoker -am package");
    }
    return classPath().isEmpty()
        ? Optional.of("the stack is not compiled: mvn -pl infra -am test-compile")
        : Optional.empty();
  }

  static SynthesisedStack of(Map<String, String> context, Path folder) throws Exception {
    Path out = folder.resolve("cdk.out");
    Path log = folder.resolve("synth.log");
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    classPath().orElseThrow(),
                    "io.github.slmsagemaker.infra.SlmSagemakerApp"))
            .directory(CLONE.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("CDK_OUTDIR", out.toString());
    builder.environment().put("CDK_CONTEXT_JSON", JsonMapper.shared().writeValueAsString(context));
    builder.environment().put("CDK_VALIDATION", "false");
    Process process = builder.start();
    try {
      if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IllegalStateException("no template:\n" + Files.readString(log, UTF_8));
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return new SynthesisedStack(out);
  }

  /** The template, to be changed or not. */
  ObjectNode template() {
    return (ObjectNode) JsonMapper.shared().readTree(folder.resolve("SlmSagemaker.template.json"));
  }

  /** The folder that is uploaded under this name. */
  Path asset(String key) {
    String hash = key.replace(".zip", "");
    JsonNode assets =
        JsonMapper.shared().readTree(folder.resolve("SlmSagemaker.assets.json")).path("files");
    return folder.resolve(assets.path(hash).path("source").path("path").asString());
  }

  /** That of the module of the stack, whose libraries are not among ours. */
  private static Optional<String> classPath() {
    Optional<String> named = Optional.ofNullable(System.getProperty("slm.infra.classpath"));
    Path libraries = TARGET.resolve("tests.classpath");
    if (named.isPresent() || !Files.exists(libraries)) {
      return named;
    }
    try {
      return Optional.of(
          TARGET.toRealPath().resolve("classes") + ":" + Files.readString(libraries).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
