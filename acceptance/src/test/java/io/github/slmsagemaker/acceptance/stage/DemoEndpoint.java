package io.github.slmsagemaker.acceptance.stage;

import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.http.server.HttpServer;
import io.github.slmsagemaker.http.server.HttpServerSettings;
import io.github.slmsagemaker.invoker.sagemaker.EndpointName;
import io.github.slmsagemaker.local.gguf.GgufFile;
import io.github.slmsagemaker.local.grammar.JsonSchemaGrammar;
import io.github.slmsagemaker.local.llama.EngineOptions;
import io.github.slmsagemaker.local.llama.binding.LlamaLibrary;
import io.github.slmsagemaker.local.llama.worker.LlamaWorker;
import io.github.slmsagemaker.local.modelserver.ModelServer;
import io.github.slmsagemaker.local.sagemaker.EndpointSettings;
import io.github.slmsagemaker.local.sagemaker.SageMakerRuntimeEndpoint;
import java.net.URI;
import java.nio.file.Path;

/**
 * SageMaker Runtime on a port, with the demo model behind an endpoint of this name.
 *
 * @param context tokens that the model holds
 */
public record DemoEndpoint(HttpServer server, LlamaWorker worker, int context)
    implements AutoCloseable {
  /** Name of the endpoint. */
  public static final String NAME = "slm";

  private static final Path MODEL = Path.of("..", "tools", "demo-model", "slm-demo.gguf");
  private static final int MOST = 4096;

  /** Starts it; what it unpacks goes into that folder. */
  public static DemoEndpoint start(Path cache) throws Exception {
    LlamaLibrary library = LlamaLibrary.load(cache);
    GgufFile file = GgufFile.read(MODEL);
    int context = Math.min(MOST, file.shape().trainingContext());
    LlamaWorker worker =
        LlamaWorker.start(library, file, EngineOptions.defaults(1).withContextTokens(context));
    SageMakerRuntimeEndpoint endpoint =
        new SageMakerRuntimeEndpoint(
            EndpointSettings.serverless(new EndpointName(NAME)).streaming(),
            ModelServer.of(worker, EngineKind.LLAMA_CPP, JsonSchemaGrammar::of));
    HttpServer server = HttpServer.start(HttpServerSettings.defaults(), endpoint);
    return new DemoEndpoint(server, worker, context);
  }

  /** Where SageMaker Runtime is. */
  public URI address() {
    return server.address();
  }

  @Override
  public void close() {
    server.close();
    worker.close();
  }
}
