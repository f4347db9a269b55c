package io.github.slmsagemaker.local;

import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.http.server.HttpServer;
import io.github.slmsagemaker.http.server.HttpServerSettings;
import io.github.slmsagemaker.local.frontdoor.ApiKey;
import io.github.slmsagemaker.local.llama.worker.LlamaWorker;
import io.github.slmsagemaker.local.models.ProgressLines;
import io.github.slmsagemaker.local.modelserver.ModelServer;
import io.github.slmsagemaker.local.modelserver.RandomWorker;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;

/** A server that "somebody else" has started, which a test can look into, and a stack before it. */
record ServedByAnother(LlamaWorker worker, HttpServer server, LocalStack stack)
    implements AutoCloseable {
  static final ApiKey KEY = new ApiKey("slm-canary0123456789");

  /** One request may wait behind the one that runs. */
  static ServedByAnother speaking(EngineKind dialect) {
    LlamaWorker worker = RandomWorker.start(1);
    HttpServer server =
        HttpServer.start(
            HttpServerSettings.defaults(), ModelServer.of(worker, dialect, _ -> "root ::= \"x\""));
    return new ServedByAnother(worker, server, stack(choice(dialect, server.address())));
  }

  static LocalStack stack(EngineChoice engine) {
    return new LocalStacks(Map.of("XDG_CACHE_HOME", "/nowhere"))
        .start(
            new LocalSettings(0, new ModelChoice.Demo(), engine, KEY),
            new ProgressLines(_ -> {}, InstantSource.system()));
  }

  Caller call(String path, String body) throws Exception {
    return Caller.post(stack.baseUrl(), path, KEY, body);
  }

  @Override
  public void close() {
    stack.close();
    server.close();
    worker.close();
  }

  private static EngineChoice choice(EngineKind dialect, URI url) {
    return switch (dialect) {
      case LLAMA_CPP -> new EngineChoice.LlamaServer(url);
      case VLLM -> new EngineChoice.Vllm(url);
      case TGI, TGI_LLAMACPP -> new EngineChoice.Tgi(url);
    };
  }
}
