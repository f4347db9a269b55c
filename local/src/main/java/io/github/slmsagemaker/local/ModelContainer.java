package io.github.slmsagemaker.local;

import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.http.HttpHandler;
import io.github.slmsagemaker.local.gguf.GgufException;
import io.github.slmsagemaker.local.gguf.GgufFile;
import io.github.slmsagemaker.local.grammar.JsonSchemaGrammar;
import io.github.slmsagemaker.local.llama.EngineOptions;
import io.github.slmsagemaker.local.llama.LlamaException;
import io.github.slmsagemaker.local.llama.binding.LlamaLibrary;
import io.github.slmsagemaker.local.llama.session.LlamaModel;
import io.github.slmsagemaker.local.llama.worker.LlamaWorker;
import io.github.slmsagemaker.local.modelserver.ModelServer;
import io.github.slmsagemaker.local.running.Invocations;
import io.github.slmsagemaker.local.running.RunningEngine;
import io.github.slmsagemaker.local.startup.ModelTraits;
import io.github.slmsagemaker.local.startup.StartFailure;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * What a SageMaker endpoint would run: something that answers {@code /invocations}.
 *
 * @param invocations the function that does
 * @param dialect what it speaks
 * @param contextTokens tokens of prompt and answer together
 * @param traits what the model says of itself
 * @param places requests that it takes at once, where that is known
 * @param closing frees what it holds
 */
record ModelContainer(
    HttpHandler invocations,
    EngineKind dialect,
    int contextTokens,
    ModelTraits traits,
    OptionalInt places,
    Runnable closing)
    implements AutoCloseable {
  private static final int CONTEXT_TOKENS = 4096;
  private static final int PHYSICAL_BATCH_TOKENS = 256;

  /** llama.cpp in this process. */
  static ModelContainer embedded(Path weights, EngineKind dialect, Path cache) {
    try {
      LlamaLibrary library = LlamaLibrary.load(cache);
      GgufFile file = GgufFile.read(weights);
      LlamaModel.requireKnown(library, file);
      int context = Math.min(CONTEXT_TOKENS, file.shape().trainingContext());
      EngineOptions session =
          EngineOptions.defaults(threads())
              .withContextTokens(context)
              .withBatches(PHYSICAL_BATCH_TOKENS, PHYSICAL_BATCH_TOKENS);
      LlamaWorker worker = LlamaWorker.start(library, file, session);
      ModelServer server = ModelServer.of(worker, dialect, JsonSchemaGrammar::of);
      ModelTraits traits = new ModelTraits(worker.model().specialTexts(), file.chatTemplate());
      OptionalInt places = OptionalInt.of(worker.mostAtOnce());
      return new ModelContainer(server, dialect, context, traits, places, worker::close);
    } catch (GgufException | LlamaException unusable) {
      throw new StartFailure(String.valueOf(unusable.getMessage()), unusable);
    }
  }

  /** An engine that runs already, put behind {@code /invocations}. */
  static ModelContainer of(RunningEngine engine) {
    return new ModelContainer(
        Invocations.of(engine),
        engine.dialect(),
        engine.contextTokens(),
        engine.traits(),
        OptionalInt.empty(),
        () -> {});
  }

  /** One core is left to the rest where there are several. */
  private static int threads() {
    return Math.max(1, Math.min(8, Runtime.getRuntime().availableProcessors() - 1));
  }

  @Override
  public void close() {
    closing.run();
  }
}
