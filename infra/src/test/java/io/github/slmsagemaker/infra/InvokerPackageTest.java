package io.github.slmsagemaker.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.slmsagemaker.capacity.plan.Fitting;
import io.github.slmsagemaker.core.deployment.EnvironmentNames;
import io.github.slmsagemaker.http.server.HttpServer;
import io.github.slmsagemaker.http.server.HttpServerSettings;
import io.github.slmsagemaker.invoker.sagemaker.EndpointName;
import io.github.slmsagemaker.local.running.Invocations;
import io.github.slmsagemaker.local.sagemaker.EndpointSettings;
import io.github.slmsagemaker.local.sagemaker.SageMakerRuntimeEndpoint;
import io.github.slmsagemaker.testkit.container.FakeContainer;
import io.github.slmsagemaker.testkit.container.LlamaServerReplies;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.StackProps;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is uploaded as the invoker's function, run with the environment that the template writes
 * before a stand-in for SageMaker.
 */
final class InvokerPackageTest {
  /** Lambda's limit on a package that is uploaded directly; "Lambda quotas". */
  private static final long UPLOAD_LIMIT = 50L * 1000 * 1000;

  private static final String CHAT =
      """
      {"model": "hermes-3-llama-3.1-8b", "max_tokens": 16,
       "messages": [{"role": "user", "content": "Hi"}]}
      """;

  @TempDir private Path folder;

  @BeforeAll
  static void the_package_is_built() {
    assumeThat(InvokerPackage.FOLDER)
        .as("built in the phase package, which `mvn test` does not reach")
        .isDirectory();
  }

  @Test
  void it_synthesises_into_the_stack() {
    var stack =
        new SlmSagemakerStack(
            Synthesised.app(),
            "S",
            StackProps.builder().build(),
            Fitting.read(Map.of("imageUri", Synthesised.IMAGE)).orThrow(),
            InvokerPackage.FOLDER);

    assertThat(stack.getStackName()).isEqualTo("S");
  }

  @Test
  void it_is_small_enough_to_upload() throws IOException {
    Path zip = folder.resolve("package.zip");
    zip(InvokerPackage.FOLDER, Files.newOutputStream(zip));

    assertThat(Files.size(zip)).isLessThan(UPLOAD_LIMIT);
  }

  @Test
  void it_holds_no_engine_no_cdk_and_no_test_library() throws IOException {
    try (Stream<Path> jars = Files.list(InvokerPackage.FOLDER.resolve("lib"))) {
      assertThat(jars.map(jar -> jar.getFileName().toString()))
          .contains("invoker-0.1.0-SNAPSHOT.jar", "core-0.1.0-SNAPSHOT.jar")
          .noneMatch(jar -> jar.matches("(llama|aws-cdk|testkit|junit|assertj|apache5).*"));
    }
  }

  @Test
  void it_answers_with_the_environment_of_the_template_and_ends_when_told() throws Exception {
    Map<String, String> function = environment();
    try (FakeContainer container =
            FakeContainer.start(new LlamaServerReplies(List.of("Hel", "lo")));
        HttpServer sageMaker =
            HttpServer.start(HttpServerSettings.defaults(), endpoint(function, container));
        InvokerPackage invoker =
            InvokerPackage.start(function, lambda(sageMaker.address()), folder.resolve("log"))) {
      invoker.awaitReady(value(function, "AWS_LWA_READINESS_CHECK_PATH"));
      HttpResponse<String> reply = invoker.post("/v1/chat/completions", CHAT);

      assertThat(reply.statusCode()).as(reply.body() + invoker.said()).isEqualTo(200);
      assertThat(
              JsonMapper.shared()
                  .readTree(reply.body())
                  .at("/choices/0/message/content")
                  .asString())
          .isEqualTo("Hello");
      assertThat(container.requests()).hasSize(1);
      assertThat(invoker.terminate()).isZero();
      assertThat(invoker.said()).doesNotContain("WARNING");
    }
  }

  @Test
  void a_wrong_environment_is_told_in_sentences() throws Exception {
    try (InvokerPackage invoker =
        InvokerPackage.start(Map.of("SLM_LANE", "fast"), Map.of(), folder.resolve("log"))) {
      assertThat(invoker.awaitEnd()).isEqualTo(1);
      assertThat(invoker.said())
          .contains("invoker: the invoker's environment is wrong")
          .contains("SLM_LANE is 'fast'", "SLM_MODEL is not set")
          .doesNotContain("\tat ");
    }
  }

  private static Map<String, String> environment() {
    return Synthesised.serverless()
        .named("AWS::Lambda::Function", "Invoker")
        .at("/Environment/Variables")
        .propertyStream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().asString()));
  }

  private static SageMakerRuntimeEndpoint endpoint(
      Map<String, String> function, FakeContainer container) {
    return new SageMakerRuntimeEndpoint(
        EndpointSettings.serverless(endpointName(function)), Invocations.at(container.address()));
  }

  private static EndpointName endpointName(Map<String, String> function) {
    return new EndpointName(value(function, EnvironmentNames.ENDPOINT_NAME));
  }

  private static String value(Map<String, String> environment, String name) {
    assertThat(environment).containsKey(name);
    return environment.getOrDefault(name, "");
  }

  /** "Defined runtime environment variables" of the Lambda developer guide, and the stand-in. */
  private static Map<String, String> lambda(URI sageMaker) {
    Map<String, String> runtime = new HashMap<>();
    runtime.put("AWS_REGION", "eu-west-1");
    runtime.put("AWS_ACCESS_KEY_ID", "stand-in");
    runtime.put("AWS_SECRET_ACCESS_KEY", "stand-in");
    runtime.put("AWS_SESSION_TOKEN", "stand-in");
    runtime.put("AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME", sageMaker.toString());
    return runtime;
  }

  private static void zip(Path root, OutputStream into) throws IOException {
    try (var zip = new ZipOutputStream(into);
        Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        zip.putNextEntry(new ZipEntry(root.relativize(file).toString()));
        Files.copy(file, zip);
        zip.closeEntry();
      }
    }
  }
}
