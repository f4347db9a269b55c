package io.github.slmsagemaker.authorizer;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.slmsagemaker.testkit.lambda.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A handler as Lambda runs it: by the runtime client of the managed Java runtimes. */
public final class LambdaFunction implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Sandbox sandbox;
  private final Path log;

  private LambdaFunction(Sandbox sandbox, Path log) {
    this.sandbox = sandbox;
    this.log = log;
  }

  /** Starts it with these variables beside Lambda's own. */
  public static LambdaFunction start(String handler, Map<String, String> variables, Path folder)
      throws IOException {
    assumeTrue(
        System.getProperty("os.name").equals("Linux"),
        "Lambda's runtime client has a native library for Linux only");
    Map<String, String> environment = new HashMap<>(variables);
    environment.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
    environment.put("_HANDLER", handler);
    environment.put("AWS_LAMBDA_FUNCTION_NAME", "authorizer");
    environment.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512");
    environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "group");
    environment.put("AWS_LAMBDA_LOG_STREAM_NAME", "stream");
    environment.put("AWS_REGION", "eu-west-1");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
            handler);
    Path log = folder.resolve("log");
    return new LambdaFunction(
        Sandbox.start(
            new Sandbox.Settings(folder, List.of(command), List.of(), environment, PATIENCE, log)),
        log);
  }

  /** What it answers an event with. */
  public JsonNode answer(Map<String, Object> event) throws InterruptedException, IOException {
    byte[] sent = JSON.writeValueAsBytes(event);
    return JSON.readTree(sandbox.invoke(sent).answer(PATIENCE).body().readAllBytes());
  }

  /** What it has written. */
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
