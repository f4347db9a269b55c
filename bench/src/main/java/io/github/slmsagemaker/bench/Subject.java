package io.github.slmsagemaker.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.deployment.EnvironmentNames;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.invoker.Invoker;
import io.github.slmsagemaker.invoker.Parts;
import io.github.slmsagemaker.invoker.Settings;
import io.github.slmsagemaker.invoker.answer.ServedModel;
import io.github.slmsagemaker.invoker.sagemaker.EndpointName;
import io.github.slmsagemaker.invoker.sagemaker.SageMakerSettings;
import io.github.slmsagemaker.invoker.sagemaker.SageMakerSettings.Access;
import io.github.slmsagemaker.invoker.budget.LedgerBudgeting;
import io.github.slmsagemaker.invoker.budget.LedgerBudgeting.WhenDown;
import io.github.slmsagemaker.invoker.budget.TokenBound;
import io.github.slmsagemaker.invoker.calls.Budgeting;
import io.github.slmsagemaker.ledger.Budgets;
import io.github.slmsagemaker.ledger.KeyBudget;
import io.github.slmsagemaker.ledger.Ledger;
import io.github.slmsagemaker.ledger.file.FileLedger;
import io.github.slmsagemaker.local.EngineChoice;
import io.github.slmsagemaker.local.LocalSettings;
import io.github.slmsagemaker.local.LocalStack;
import io.github.slmsagemaker.local.LocalStacks;
import io.github.slmsagemaker.local.ModelChoice;
import io.github.slmsagemaker.local.frontdoor.ApiKey;
import io.github.slmsagemaker.local.models.ProgressLines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is measured, alone in a process: the invoker, the bare forwarder or a laptop's stack with
 * its demo model. Prints its port, and for every line that it reads a line of {@link Usage}; ends
 * with its input.
 */
final class Subject {
  /** Which of them. */
  enum Kind {
    INVOKER,
    TGI_INVOKER,
    /** With a ledger in a file, as on a laptop. */
    BUDGETED_INVOKER,
    FORWARDER,
    LAPTOP
  }

  static final EndpointName ENDPOINT = new EndpointName("bench");
  static final String MODEL = "slm-demo";

  /** Opens the laptop's stack. */
  static final ApiKey KEY = new ApiKey("slm-bench-0123456789");

  private static final int CONTEXT_TOKENS = 4096;

  private Subject() {}

  /** Where a stand-in of SageMaker Runtime takes calls. */
  static URI invocations(URI standIn, boolean streamed) {
    String action = streamed ? "/invocations-response-stream" : "/invocations";
    return standIn.resolve("/endpoints/" + ENDPOINT.value() + action);
  }

  /** Arguments: the kind, whether it streams, the endpoint's address. */
  public static void main(String[] arguments) throws IOException {
    Kind kind = Kind.valueOf(arguments[0]);
    boolean streams = Boolean.parseBoolean(arguments[1]);
    Access access = Access.standIn(URI.create(arguments[2]));
    switch (kind) {
      case INVOKER -> serveInvoker(EngineKind.LLAMA_CPP, streams, Parts.of(model(), access));
      case TGI_INVOKER -> serveInvoker(EngineKind.TGI, streams, Parts.of(model(), access));
      case BUDGETED_INVOKER -> serveBudgeted(streams, access);
      case FORWARDER -> {
        try (BareForwarder forwarder = new BareForwarder(client(streams, access))) {
          serve(forwarder.port());
        }
      }
      case LAPTOP -> {
        try (LocalStack stack = laptop()) {
          serve(stack.baseUrl().getPort());
        }
      }
    }
  }

  private static void serveInvoker(EngineKind engine, boolean streams, Parts parts)
      throws IOException {
    try (Invoker invoker = Invoker.start(settings(engine, streams), parts)) {
      serve(invoker.address().getPort());
    }
  }

  private static void serveBudgeted(boolean streams, Access access) throws IOException {
    Path file = Files.createTempDirectory("bench").resolve("ledger");
    Budgets budgets = Budgets.ofEveryKey(KeyBudget.UNLIMITED);
    try (Ledger ledger = new FileLedger(file, budgets, InstantSource.system())) {
      Budgeting budgeting =
          new LedgerBudgeting(
              ledger, new TokenBound(CONTEXT_TOKENS), WhenDown.REFUSE, InstantSource.system());
      serveInvoker(
          EngineKind.LLAMA_CPP, streams, Parts.of(model(), access).withBudgeting(budgeting));
    }
  }

  private static void serve(int port) throws IOException {
    System.out.println(port);
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (in.readLine() != null) {
      System.out.println(usage().line());
    }
  }

  private static Usage usage() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    var memory = ManagementFactory.getMemoryMXBean();
    long cpu = system.getProcessCpuTime();
    long allocated = threads.getTotalThreadAllocatedBytes();
    memory.gc();
    return new Usage(cpu, allocated, memory.getHeapMemoryUsage().getUsed());
  }

  private static LocalStack laptop() {
    EngineChoice engine = new EngineChoice.Embedded(EngineKind.LLAMA_CPP);
    return new LocalStacks(Map.of())
        .start(
            new LocalSettings(0, new ModelChoice.Demo(), engine, KEY),
            new ProgressLines(System.err::println, InstantSource.system()));
  }

  private static Settings settings(EngineKind engine, boolean streams) {
    Lane lane = streams ? Lane.ALWAYS_ON : Lane.SERVERLESS;
    return Settings.from(
        Map.of(
            EnvironmentNames.MODEL, MODEL,
            EnvironmentNames.LANE, lane.word(),
            EnvironmentNames.ENGINE, engine.word(),
            EnvironmentNames.ENDPOINT_NAME, ENDPOINT.value(),
            EnvironmentNames.CONTEXT_TOKENS, String.valueOf(CONTEXT_TOKENS),
            EnvironmentNames.PORT, "0"));
  }

  private static ServedModel model() {
    return ServedModel.of(MODEL, Catalogue.load().model(MODEL), CONTEXT_TOKENS);
  }

  private static SageMakerSettings client(boolean streams, Access access) {
    return new SageMakerSettings(
        EngineKind.LLAMA_CPP, streams, ENDPOINT, Optional.empty(), List.of(), access);
  }
}
