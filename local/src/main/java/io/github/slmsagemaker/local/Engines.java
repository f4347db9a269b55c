package io.github.slmsagemaker.local;

import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.local.child.LlamaServerProgram;
import io.github.slmsagemaker.local.models.Progress;
import io.github.slmsagemaker.local.running.RunningEngine;
import io.github.slmsagemaker.local.startup.StartFailure;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Starts who computes. What shows that it cannot work is looked at before a model is downloaded.
 *
 * @param cache where weights and the native library are kept
 * @param environment the process's, for the PATH and the model hub
 * @param progress tells the person who waits
 */
record Engines(Path cache, Map<String, String> environment, Progress progress) {

  Served start(LocalSettings settings) {
    return switch (settings.engine()) {
      case EngineChoice.Auto _ -> found(settings.model());
      case EngineChoice.Child(Path program) ->
          child(settings.model(), LlamaServerProgram.asked(program));
      case EngineChoice.Embedded(EngineKind dialect) -> embedded(settings.model(), dialect);
      case EngineChoice.LlamaServer(var url) -> running(settings, RunningEngine.llamaServer(url));
      case EngineChoice.Vllm(var url) -> running(settings, RunningEngine.vllm(url));
      case EngineChoice.Tgi(var url) -> running(settings, RunningEngine.tgi(url));
    };
  }

  private Served found(ModelChoice choice) {
    return program(choice)
        .map(program -> child(choice, program))
        .orElseGet(() -> embedded(choice, EngineKind.LLAMA_CPP));
  }

  /** A llama-server that is of use for this model. */
  private Optional<LlamaServerProgram> program(ModelChoice choice) {
    if (Weights.of(choice).name().equals(DemoModel.NAME)) {
      return Optional.empty();
    }
    try {
      return LlamaServerProgram.onPath(environment).map(LlamaServerProgram::asked);
    } catch (StartFailure unusable) {
      progress.say("not used: " + unusable.explanation());
      return Optional.empty();
    }
  }

  private Served child(ModelChoice choice, LlamaServerProgram program) {
    Weights weights = Weights.of(choice);
    Path file = weights.file(choice, cache, environment, progress);
    return new Served(weights, ModelContainer.child(program, weights, file, progress::say));
  }

  private Served embedded(ModelChoice choice, EngineKind dialect) {
    Weights weights = Weights.of(choice);
    weights.family().ifPresent(family -> ModelContainer.requireKnown(family, weights, cache));
    Path file = weights.file(choice, cache, environment, progress);
    return new Served(weights, ModelContainer.embedded(file, dialect, cache));
  }

  private static Served running(LocalSettings settings, RunningEngine engine) {
    Weights weights = Weights.servedBy(engine, settings.model());
    return new Served(weights, ModelContainer.of(engine));
  }
}
