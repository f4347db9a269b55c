package io.github.slmsagemaker.local;

import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.http.HttpHandler;
import io.github.slmsagemaker.local.child.LlamaServer;
import io.github.slmsagemaker.local.child.LlamaServerArguments;
import io.github.slmsagemaker.local.child.LlamaServerProgram;
import io.github.slmsagemaker.local.gguf.GgufException;
import io.github.slmsagemaker.local.gguf.GgufFile;
import io.github.slmsagemaker.local.gguf.SpecialTexts;
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
import java.util.function.Consumer;

/**
 * What a SageMaker endpoint would run: something that answers {@code /invocations}.
 *
 * @param invocations the function that does
 * @param dialect what it speaks
 * @param contextTokens tokens of prompt and answer together
 * @param traits what the model says of itself
 * @param engine who computes, in words for a person
 * @param places requests that it takes at once, where that is known
 * @param closing frees what it holds
 */
record ModelContainer(
    HttpHandler invocations,
    EngineKind dialect,
    int contextTokens,
    ModelTraits traits,
    String engine,
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
      String engine = "llama.cpp %s inside this process".formatted(library.version());
      return new ModelContainer(server, dialect, context, traits, engine, places, worker::close);
    } catch (GgufException | LlamaException unusable) {
      throw new StartFailure(String.valueOf(unusable.getMessage()), unusable);
    }
  }

  /**
   * Passes where llama.cpp in this process knows models of this family.
   *
   * @throws StartFailure otherwise, with the way out
   */
  static void requireKnown(String family, Weights weights, Path cache) {
    try {
      LlamaLibrary.load(cache).architectures.require(family, weights.name());
    } catch (LlamaException unusable) {
      throw new StartFailure(String.valueOf(unusable.getMessage()), unusable);
    }
  }

  /**
   * A llama-server as a child of this process.
   *
   * @param say takes lines for the person at the keyboard
   */
  static ModelContainer child(
      LlamaServerProgram program, Weights weights, Path file, Consumer<String> say) {
    try {
      GgufFile model = GgufFile.read(file);
      int context = weights.contextTokens(model.shape().trainingContext());
      say.accept("llama-server %s loads %s ...".formatted(program.version(), weights.name()));
      LlamaServer server =
          LlamaServer.start(
              program, new LlamaServerArguments(file, weights.name(), context, threads()), say);
      ModelTraits traits = new ModelTraits(SpecialTexts.of(model), model.chatTemplate());
      String engine =
          "llama-server %s at %s, a process beside this one"
              .formatted(program.version(), program.file());
      return new ModelContainer(
          server,
          EngineKind.LLAMA_CPP,
          context,
          traits,
          engine,
          OptionalInt.of(EngineOptions.defaults(threads()).mostWaiting() + 1),
          server::close);
    } catch (GgufException unusable) {
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
        engine.words(),
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
