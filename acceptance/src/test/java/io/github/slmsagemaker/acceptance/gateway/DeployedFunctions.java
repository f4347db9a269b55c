package io.github.slmsagemaker.acceptance.gateway;

import io.github.slmsagemaker.testkit.gateway.Functions;
import io.github.slmsagemaker.testkit.lambda.Invocation;
import io.github.slmsagemaker.testkit.lambda.LambdaFunction;
import io.github.slmsagemaker.testkit.lambda.Sandbox;
import io.github.slmsagemaker.testkit.lambda.WebAdapter;
import io.github.slmsagemaker.testkit.lambda.WebAdapterStandIn;
import io.github.slmsagemaker.testkit.template.Template;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The functions of a template, each from the package that the template names: Java's handlers in
 * AWS's own runtime client, the invoker by its own {@code run.sh} behind the adapter, or where that
 * is not there behind a stand-in.
 */
final class DeployedFunctions implements Functions, AutoCloseable {
  /** As many instances as one machine bears. */
  private static final int MOST = 4;

  private static final String PORT = "AWS_LWA_PORT";

  private final SynthesisedStack stack;
  private final Template template;
  private final URI sageMakerRuntime;
  private final Path folder;
  private final Map<String, LambdaFunction> functions = new HashMap<>();

  DeployedFunctions(SynthesisedStack stack, Template template, URI sageMakerRuntime, Path folder) {
    this.stack = stack;
    this.template = template;
    this.sageMakerRuntime = sageMakerRuntime;
    this.folder = folder;
    if (WebAdapter.installed().isEmpty()) {
      System.out.printf("gateway: %s; %s%n", WebAdapterStandIn.WORDS, WebAdapter.ABSENT);
    }
  }

  @Override
  public Invocation.Answer invoke(String function, byte[] event, Duration patience)
      throws InterruptedException {
    return function(function).invoke(event, patience);
  }

  /** What {@code slm stop} does with the invoker: no instance of it may run. */
  void stop() {
    reserve(0);
  }

  /** What {@code slm start} does with it. */
  void go() {
    reserve(MOST);
  }

  private void reserve(int instances) {
    template.resources("AWS::Lambda::Function").stream()
        .filter(resource -> resource.property("Handler").equals("run.sh"))
        .forEach(resource -> function(resource.id()).reserve(instances));
  }

  private synchronized LambdaFunction function(String id) {
    return functions.computeIfAbsent(
        id,
        _ -> {
          FunctionTemplate read =
              FunctionTemplate.read(template.resource(id, "AWS::Lambda::Function"));
          return new LambdaFunction(id, read.reserved().orElse(MOST), () -> start(read));
        });
  }

  @Override
  public synchronized void close() {
    functions.values().forEach(LambdaFunction::close);
  }

  private Sandbox start(FunctionTemplate function) throws IOException {
    Path task = stack.asset(function.asset());
    Map<String, String> environment = environment(function);
    Sandbox sandbox =
        Sandbox.start(
            new Sandbox.Settings(
                task,
                function.adapted() ? adapted(function) : List.of(java(task, function.handler())),
                List.of(),
                environment,
                function.timeout(),
                folder.resolve(function.id() + ".log")));
    if (function.adapted() && WebAdapter.installed().isEmpty()) {
      WebAdapterStandIn.start(
          sandbox.api().address(),
          Integer.parseInt(environment.getOrDefault(PORT, "")),
          environment.getOrDefault("AWS_LWA_READINESS_CHECK_PATH", "/"));
    }
    return sandbox;
  }

  private static List<List<String>> adapted(FunctionTemplate function) {
    return Stream.concat(
            Stream.of("./" + function.handler()),
            WebAdapter.installed().map(Path::toString).stream())
        .map(List::of)
        .toList();
  }

  /** "Deploy Java Lambda functions": classes from the package's root, jars from its {@code lib}. */
  private static List<String> java(Path task, String handler) {
    String client =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(part -> part.contains("aws-lambda-java-") || part.contains("utils-lite-"))
            .collect(Collectors.joining(File.pathSeparator));
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        "%s:%s/lib/*:%s".formatted(task, task, client),
        "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
        handler);
  }

  /** What the template says, what Lambda adds, and the two that are bent. */
  private Map<String, String> environment(FunctionTemplate function) throws IOException {
    Map<String, String> names = new HashMap<>(function.environment());
    names.put("AWS_LAMBDA_FUNCTION_NAME", function.id());
    names.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    names.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024");
    names.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.id());
    names.put("AWS_LAMBDA_LOG_STREAM_NAME", "one");
    names.put("_HANDLER", function.handler());
    names.put("AWS_REGION", "us-east-1");
    names.put("AWS_ACCESS_KEY_ID", "stand-in");
    names.put("AWS_SECRET_ACCESS_KEY", "stand-in");
    names.put("JAVA_HOME", System.getProperty("java.home"));
    if (function.adapted()) {
      names.put(PORT, Integer.toString(freePort()));
      names.put("AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME", sageMakerRuntime.toString());
    }
    return names;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
