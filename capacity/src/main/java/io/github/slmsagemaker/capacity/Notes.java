package io.github.slmsagemaker.capacity;

import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a person should know although it forbids nothing. */
final class Notes {
  private static final double SECONDS_PER_DAY = 86_400;

  private final Platform platform;

  Notes(Platform platform) {
    this.platform = platform;
  }

  List<String> of(
      Configuration configuration,
      Traffic traffic,
      Fit memory,
      Optional<ImageFit> image,
      Speed speed,
      Reach reach) {
    List<String> notes = new ArrayList<>();
    quotas(configuration, notes);
    memory(configuration, memory, notes);
    image.ifPresent(fit -> image(configuration, fit, notes));
    reach(traffic, reach, notes);
    load(configuration, traffic, speed, notes);
    return notes;
  }

  private void quotas(Configuration configuration, List<String> notes) {
    NewAccount quotas = platform.newAccount();
    if (configuration.lane() != Lane.SERVERLESS) {
      notes.add(
          "a new account has %d GPU instances: ask for a quota of %s for endpoint usage first"
              .formatted(quotas.gpuInstances(), configuration.instanceType()));
      return;
    }
    if (configuration.memoryMb() > quotas.serverlessMemoryMb()) {
      notes.add(
          "a new account often has %d MB of serverless memory: ask for more, or take a smaller model"
              .formatted(quotas.serverlessMemoryMb()));
    }
    if (configuration.maxConcurrency() > quotas.serverlessConcurrency()) {
      notes.add(
          "a new account often has a serverless concurrency of %d in all: ask for more"
              .formatted(quotas.serverlessConcurrency()));
    }
  }

  private static void memory(Configuration configuration, Fit memory, List<String> notes) {
    if (configuration.engine() == EngineKind.TGI_LLAMACPP && memory.fits()) {
      notes.add(
          "TGI's router and its Python must do with the %s that are left; nobody measured what they need"
              .formatted(Words.mebibytes(memory.left())));
    }
    long context = memory.need().keysAndValues();
    if (configuration.lane() != Lane.SERVERLESS && memory.fits()) {
      long contexts = 1 + memory.left() / context;
      if (contexts < configuration.maxConcurrency()) {
        notes.add(
            "the card holds %d full contexts, not %d: longer requests wait for each other"
                .formatted(contexts, configuration.maxConcurrency()));
      }
    }
  }

  private static void image(Configuration configuration, ImageFit fit, List<String> notes) {
    if (fit.fits() && fit.base().isEmpty()) {
      notes.add(
          "the size of the image below the weights is not known; it may have %s (%s)"
              .formatted(
                  Words.gigabytes(fit.room()),
                  configuration.engine() == EngineKind.LLAMA_CPP
                      ? "AWS's llama.cpp container"
                      : "TGI's router and libraries; the whole of TGI's image is 17 GB"));
    }
  }

  private static void reach(Traffic traffic, Reach reach, List<String> notes) {
    if (traffic.promptTokens() > reach.largestPrompt()) {
      notes.add(
          "prompts of %d tokens cannot be read in one call, which reads %d"
              .formatted(traffic.promptTokens(), reach.largestPrompt()));
    }
    if (traffic.outputTokens() > reach.tokensPerRequest()) {
      notes.add(
          "answers of %d tokens are cut at %d"
              .formatted(traffic.outputTokens(), reach.tokensPerRequest()));
    }
  }

  private static void load(
      Configuration configuration, Traffic traffic, Speed speed, List<String> notes) {
    double perDay =
        SECONDS_PER_DAY
            * configuration.maxConcurrency()
            / speed.seconds(traffic.promptTokens(), traffic.outputTokens());
    if (configuration.lane() == Lane.SERVERLESS && traffic.requestsPerDay() > perDay) {
      notes.add(
          "%d requests a day are more than the %d that %d at once can serve"
              .formatted(traffic.requestsPerDay(), (long) perDay, configuration.maxConcurrency()));
    }
  }
}
