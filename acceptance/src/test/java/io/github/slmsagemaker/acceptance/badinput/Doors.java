package io.github.slmsagemaker.acceptance.badinput;

import io.github.slmsagemaker.acceptance.stage.Sent;
import io.github.slmsagemaker.acceptance.stage.Stage;
import io.github.slmsagemaker.acceptance.stage.Wire;
import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.core.format.SpecialStrings;
import io.github.slmsagemaker.local.EngineChoice;
import io.github.slmsagemaker.local.LocalSettings;
import io.github.slmsagemaker.local.LocalStack;
import io.github.slmsagemaker.local.LocalStacks;
import io.github.slmsagemaker.local.ModelChoice;
import io.github.slmsagemaker.local.models.ProgressLines;
import io.github.slmsagemaker.testkit.container.FakeContainer;
import io.github.slmsagemaker.testkit.container.LlamaServerReplies;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import tools.jackson.databind.JsonNode;

/**
 * Both ways in, before one engine that writes down what it is asked.
 *
 * @param stage whose invoker is called as Lambda's adapter does, on the default lane
 * @param stack what {@code slm local} starts before a llama-server
 */
record Doors(Stage stage, LocalStack stack) implements AutoCloseable {
  /** API Gateway's words about a request, as the Lambda Web Adapter hands them over. */
  private static final String CONTEXT =
      "x-amzn-request-context: {\"requestId\":\"0a1b2c3d-4e5f\",\"stage\":\"v1\",\"identity\":"
          + "{\"sourceIp\":\"192.0.2.1\",\"apiKey\":\"slm-canary0123456789\","
          + "\"apiKeyId\":\"abcdef0123\"}}";

  private static final String LAMBDA =
      "x-amzn-lambda-context: {\"request_id\":\"8f3c\",\"deadline\":4102444800000}";

  /** Doors before an engine that always says "Good day". */
  static Doors open() {
    return before(FakeContainer.start(new LlamaServerReplies(List.of("Good", " day"))));
  }

  /** Doors before this engine, which is closed with them. */
  static Doors before(FakeContainer engine) {
    Stage stage = Stage.before(Lane.SERVERLESS, engine);
    LocalStack stack =
        new LocalStacks(System.getenv())
            .start(
                new LocalSettings(
                    0,
                    new ModelChoice.Named(Stage.MODEL),
                    new EngineChoice.LlamaServer(engine.address()),
                    stage.key()),
                new ProgressLines(System.err::println, InstantSource.system()));
    return new Doors(stage, stack);
  }

  /** What the model would take for its own, by the catalogue. */
  static SpecialStrings specialStrings() {
    return new SpecialStrings(Catalogue.load().model(Stage.MODEL).specialStrings());
  }

  Wire.Reply toInvoker(Sent sent) throws IOException {
    return sent.to(stage.invoker().address(), "Host: api.example", CONTEXT, LAMBDA);
  }

  Wire.Reply toFrontDoor(Sent sent) throws IOException {
    return toDoor(stack.baseUrl().getPort(), sent);
  }

  /** To another front door that has the same key. */
  Wire.Reply toDoor(int port, Sent sent) throws IOException {
    return sent.to(
        Wire.local(port),
        "Host: 127.0.0.1:" + port,
        "Authorization: Bearer " + stage.key().value());
  }

  /** How often the engine was asked to generate; the stack's look at it, at its start, is none. */
  int engineCalls() {
    return (int) stage.engine().requests().stream().filter(asked -> asked.has("prompt")).count();
  }

  /** What the engine was asked last. */
  JsonNode lastEngineRequest() {
    return stage.engine().requests().getLast();
  }

  @Override
  public void close() {
    stack.close();
    stage.close();
  }

  /** Opens the doors once for all tests of this package. */
  static final class Opened implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Doors.class;
    }

    @Override
    public Doors resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.create(Doors.class))
          .computeIfAbsent(Doors.class, type -> open(), Doors.class);
    }
  }
}
