package io.github.slmsagemaker.acceptance.gateway;

import io.github.slmsagemaker.acceptance.stage.DemoEndpoint;
import io.github.slmsagemaker.http.server.HttpServer;
import io.github.slmsagemaker.http.server.HttpServerSettings;
import io.github.slmsagemaker.invoker.sagemaker.EndpointName;
import io.github.slmsagemaker.local.running.Invocations;
import io.github.slmsagemaker.local.sagemaker.EndpointSettings;
import io.github.slmsagemaker.local.sagemaker.SageMakerRuntimeEndpoint;
import io.github.slmsagemaker.testkit.container.FakeContainer;
import io.github.slmsagemaker.testkit.container.LlamaServerReplies;
import io.github.slmsagemaker.testkit.template.Template;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/**
 * One synthesised stack, its functions running, and an engine behind them that does what a test
 * tells it.
 *
 * @param stack template and packages
 * @param engine says "Hello!" in three tokens
 * @param runtime SageMaker Runtime
 * @param functions those of the template as it is
 * @param folder for what they say
 */
record Scene(
    SynthesisedStack stack,
    FakeContainer engine,
    HttpServer runtime,
    DeployedFunctions functions,
    Path folder)
    implements AutoCloseable {

  static Scene open(Path folder) throws Exception {
    SynthesisedStack stack =
        SynthesisedStack.of(
            Map.of("endpoint", DemoEndpoint.NAME, "engine", "llama-cpp", "lane", "always-on"),
            folder);
    FakeContainer engine = FakeContainer.start(new LlamaServerReplies(List.of("Hel", "lo", "!")));
    HttpServer runtime =
        HttpServer.start(
            HttpServerSettings.defaults(),
            new SageMakerRuntimeEndpoint(
                EndpointSettings.serverless(new EndpointName(DemoEndpoint.NAME)).streaming(),
                Invocations.at(engine.address())));
    DeployedFunctions functions =
        new DeployedFunctions(stack, Template.of(stack.template()), runtime.address(), folder);
    return new Scene(stack, engine, runtime, functions, folder);
  }

  /** The API as it is synthesised. */
  Deployed deployed() {
    return changed(same -> {});
  }

  /** The API of a template that was changed, before the functions as they are. */
  Deployed changed(Consumer<ObjectNode> change) {
    return Deployed.before(functions, template(change));
  }

  /** A template whose resources were changed. */
  Template template(Consumer<ObjectNode> change) {
    ObjectNode json = stack.template();
    change.accept((ObjectNode) json.get("Resources"));
    return Template.of(json);
  }

  /** The functions of a template of its own. */
  DeployedFunctions functions(Template template) {
    return new DeployedFunctions(stack, template, runtime.address(), folder);
  }

  @Override
  public void close() {
    functions.close();
    runtime.close();
    engine.close();
  }
}
