package io.github.slmsagemaker.acceptance.lambda;

import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.http.server.HttpServer;
import io.github.slmsagemaker.http.server.HttpServerSettings;
import io.github.slmsagemaker.invoker.sagemaker.EndpointName;
import io.github.slmsagemaker.local.running.Invocations;
import io.github.slmsagemaker.local.sagemaker.EndpointSettings;
import io.github.slmsagemaker.local.sagemaker.SageMakerRuntimeEndpoint;
import io.github.slmsagemaker.testkit.container.FakeContainer;
import io.github.slmsagemaker.testkit.lambda.Sandbox;
import io.github.slmsagemaker.testkit.lambda.WebAdapter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One instance of the function: the invoker's package as the build leaves it, started by its own
 * {@code run.sh}, the adapter beside it, and SageMaker Runtime's stand-in over a socket.
 *
 * @param engine what the model's container is
 * @param runtime SageMaker Runtime
 * @param sandbox the function
 */
record InvokerSandbox(FakeContainer engine, HttpServer runtime, Sandbox sandbox)
    implements AutoCloseable {
  private static final EndpointName ENDPOINT = new EndpointName("slm");
  private static final Path PACKAGE = Path.of("..", "invoker", "target", "lambda");

  /** Why it cannot be started here; empty where it can. */
  static Optional<String> missing() {
    if (WebAdapter.installed().isEmpty()) {
      return Optional.of(WebAdapter.ABSENT);
    }
    return Files.isExecutable(PACKAGE.resolve("run.sh"))
        ? Optional.empty()
        : Optional.of("the invoker is not packaged: mvn -pl invoker -am package");
  }

  /**
   * Starts all of it before this engine, which is closed with it.
   *
   * @param timeout what the function may take
   * @param before what each of its processes is started by
   * @param folder for its words
   */
  static InvokerSandbox before(
      FakeContainer engine, Duration timeout, List<String> before, Path folder) throws IOException {
    HttpServer runtime =
        HttpServer.start(
            HttpServerSettings.defaults(),
            new SageMakerRuntimeEndpoint(
                EndpointSettings.serverless(ENDPOINT).streaming(),
                Invocations.at(engine.address())));
    Sandbox.Settings settings =
        new Sandbox.Settings(
            PACKAGE.toRealPath(),
            List.of(List.of("./run.sh"), List.of(WebAdapter.installed().orElseThrow().toString())),
            before,
            environment(runtime),
            timeout,
            folder.resolve("function.log"));
    return new InvokerSandbox(engine, runtime, Sandbox.start(settings));
  }

  @Override
  public void close() {
    sandbox.close();
    runtime.close();
    engine.close();
  }

  /** What the stack writes, Lambda's own, and where AWS is. */
  private static Map<String, String> environment(HttpServer runtime) throws IOException {
    Map<String, String> names = new TreeMap<>();
    names.put("SLM_LANE", Lane.ALWAYS_ON.word());
    names.put("SLM_ENGINE", "llama-cpp");
    names.put("SLM_MODEL", "slm-demo");
    names.put("SLM_ENDPOINT_NAME", ENDPOINT.value());
    names.put("AWS_LWA_PORT", Integer.toString(freePort()));
    names.put("AWS_LWA_INVOKE_MODE", "response_stream");
    names.put("AWS_LWA_READINESS_CHECK_PATH", "/health");
    names.put("AWS_LAMBDA_FUNCTION_NAME", "invoker");
    names.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    names.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024");
    names.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/invoker");
    names.put("AWS_LAMBDA_LOG_STREAM_NAME", "one");
    names.put("JAVA_HOME", System.getProperty("java.home"));
    names.put("AWS_REGION", "us-east-1");
    names.put("AWS_ACCESS_KEY_ID", "stand-in");
    names.put("AWS_SECRET_ACCESS_KEY", "stand-in");
    names.put("AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME", runtime.address().toString());
    return names;
  }

  /** The adapter must be told the port that the server will have. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
