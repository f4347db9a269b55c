package io.github.slmsagemaker.capacity.plan;

import io.github.slmsagemaker.capacity.models.Cost;
import io.github.slmsagemaker.capacity.models.Fit;
import io.github.slmsagemaker.capacity.models.HeadStart;
import io.github.slmsagemaker.capacity.models.ImageFit;
import io.github.slmsagemaker.capacity.models.Reach;
import io.github.slmsagemaker.capacity.models.Speed;
import io.github.slmsagemaker.capacity.models.Traffic;
import io.github.slmsagemaker.capacity.platform.InstanceType;
import io.github.slmsagemaker.capacity.platform.NewAccount;
import io.github.slmsagemaker.capacity.platform.Platform;
import io.github.slmsagemaker.deployment.Deployment;
import io.github.slmsagemaker.deployment.Placement;
import io.github.slmsagemaker.deployment.engine.Host;
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
      Deployment deployment,
      Traffic traffic,
      Fit memory,
      Optional<ImageFit> image,
      Speed speed,
      Reach reach,
      Cost cost) {
    List<String> notes = new ArrayList<>();
    deployment.where(
        (serverless, host) -> {
          quotas(deployment, serverless, notes);
          company(host, memory, notes);
          return notes;
        },
        (instances, _) -> {
          quotas(instances, notes);
          arithmetic(deployment, platform.instance(instances.instanceType()), notes);
          contexts(deployment, memory, notes);
          return notes;
        });
    image.ifPresent(fit -> image(deployment, fit, notes));
    HeadStart.of(deployment)
        .ifPresent(start -> notes.addAll(beginning(start, speed, deployment.contextTokens())));
    reach(traffic, reach, notes);
    load(deployment, traffic, speed, notes);
    cost.breakEven().ifPresent(even -> notes.add(breakEven(even)));
    return notes;
  }

  private static String breakEven(Cost.BreakEven even) {
    return ("lane always-on costs no more from %d hours of work a month in one row a day, or from"
            + " %d requests a month of which each comes alone: gpu is up all the time then")
        .formatted(Math.round(even.hours()), Math.round(even.requests()));
  }

  private void quotas(Placement.OnInstances instances, List<String> notes) {
    notes.add(
        "a new account has %d GPU instances: ask for a quota of %s for endpoint usage first"
            .formatted(platform.newAccount().gpuInstances(), instances.instanceType()));
  }

  private void quotas(Deployment deployment, Placement.Serverless serverless, List<String> notes) {
    NewAccount quotas = platform.newAccount();
    if (serverless.memoryMb() > quotas.serverlessMemoryMb()) {
      notes.add(
          "a new account often has %d MB of serverless memory: ask for more, or take a smaller model"
              .formatted(quotas.serverlessMemoryMb()));
    }
    if (deployment.maxConcurrency() > quotas.serverlessConcurrency()) {
      notes.add(
          "a new account often has a serverless concurrency of %d in all: ask for more"
              .formatted(quotas.serverlessConcurrency()));
    }
  }

  private static void company(Host.Processors host, Fit memory, List<String> notes) {
    host.company()
        .filter(_ -> memory.fits())
        .ifPresent(
            company ->
                notes.add(
                    "%s must do with the %s that are left; nobody measured what they need"
                        .formatted(company, Words.mebibytes(memory.left()))));
  }

  /**
   * FP8 on cards that lack it is unpacked, from compute capability 7.5 on (docs.vllm.ai/en/v0.32.0,
   * FP8 W8A8); what is stored as bf16 is loaded as fp16 where there is no bf16.
   */
  private static void arithmetic(Deployment deployment, InstanceType instance, List<String> notes) {
    String stored = deployment.weights().name();
    boolean matters =
        switch (instance.generation()) {
          case TURING -> true;
          case AMPERE -> stored.equals("FP8");
          case ADA -> false;
        };
    if (matters) {
      notes.add(
          "the %s (%s) computes %s: %s is %s"
              .formatted(
                  instance.card(),
                  instance.generation().word(),
                  instance.generation().lacks(),
                  stored,
                  stored.equals("BF16")
                      ? "loaded as fp16, whose range is smaller"
                      : "unpacked for every step"));
    }
  }

  private static void contexts(Deployment deployment, Fit memory, List<String> notes) {
    long contexts = 1 + memory.left() / memory.need().keysAndValues();
    if (memory.fits() && contexts < deployment.maxConcurrency()) {
      notes.add(
          "the card holds %d full contexts, not %d: longer requests wait for each other"
              .formatted(contexts, deployment.maxConcurrency()));
    }
  }

  private static void image(Deployment deployment, ImageFit fit, List<String> notes) {
    if (fit.fits() && fit.base().isEmpty()) {
      deployment.where(
          (_, host) ->
              notes.add(
                  "the size of the image below the weights is not known; it may have %s (%s)"
                      .formatted(Words.gigabytes(fit.room()), host.image().below())),
          (_, _) -> false);
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

  private static List<String> beginning(HeadStart start, Speed speed, int contextTokens) {
    List<String> notes = new ArrayList<>();
    notes.add(
        ("conversations that begin as promptFile says are answered about %d s sooner, after a cold"
                + " start too: its %d tokens or fewer are read while the image is built; their"
                + " state takes up to %s of the image, and their sequence is counted in the memory")
            .formatted(
                Math.round(speed.reading(start.tokens())),
                start.tokens(),
                Words.mebibytes(start.bytes())));
    if (start.tokens() >= contextTokens) {
      notes.add(
          ("promptFile may have up to %d tokens, and the context has %d: the build counts them, and"
                  + " fails where they do not fit")
              .formatted(start.tokens(), contextTokens));
    }
    return notes;
  }

  /** Requests of a day if so many at once follow each other without a pause. */
  static double mostPerDay(Deployment deployment, Traffic traffic, Speed speed) {
    return SECONDS_PER_DAY
        * deployment.maxConcurrency()
        / speed.seconds(traffic.promptTokens(), traffic.outputTokens());
  }

  private static void load(
      Deployment deployment, Traffic traffic, Speed speed, List<String> notes) {
    double perDay = mostPerDay(deployment, traffic, speed);
    boolean tooMany =
        switch (deployment.machine()) {
          case Placement.Serverless _ -> traffic.requestsPerDay() > perDay;
          case Placement.OnInstances _ -> false;
        };
    if (tooMany) {
      notes.add(
          "%d requests a day are more than the %d that %d at once can serve"
              .formatted(traffic.requestsPerDay(), (long) perDay, deployment.maxConcurrency()));
    }
  }
}
