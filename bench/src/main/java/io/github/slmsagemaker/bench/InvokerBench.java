package io.github.slmsagemaker.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.catalogue.Model;
import io.github.slmsagemaker.core.deployment.EngineKind;
import io.github.slmsagemaker.core.deployment.Timers;
import io.github.slmsagemaker.invoker.Invoker;
import io.github.slmsagemaker.invoker.Settings;
import io.github.slmsagemaker.invoker.answer.ServedModel;
import io.github.slmsagemaker.invoker.sagemaker.EndpointName;
import io.github.slmsagemaker.invoker.sagemaker.SageMakerEngine;
import io.github.slmsagemaker.invoker.sagemaker.SageMakerSettings;
import io.github.slmsagemaker.local.sagemaker.EndpointSettings;
import io.github.slmsagemaker.local.sagemaker.SageMakerRuntimeEndpoint;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The invoker against a bare forwarder on the same server and client, turn by turn in one process;
 * CPU and allocation hold the load generator's and the stand-in's share on both sides.
 */
final class InvokerBench {
  private static final EndpointName ENDPOINT = new EndpointName("bench");
  private static final String MODEL = "slm-demo";
  private static final int REQUESTS = 400;

  private final HttpClient client = HttpClient.newHttpClient();
  private final boolean streamed;

  InvokerBench(boolean streamed) {
    this.streamed = streamed;
  }

  void run(int rounds, PrintStream out) throws IOException, InterruptedException {
    try (MockContainer container = new MockContainer();
        SageMakerRuntimeEndpoint endpoint = endpoint(container);
        BareForwarder bare = new BareForwarder(new SageMakerEngine(engine(endpoint)));
        Invoker invoker = invoker(endpoint)) {
      HttpRequest ours = request(URI.create("http://127.0.0.1:" + invoker.address().getPort()));
      HttpRequest theirs = request(bare.address());
      sample(theirs);
      sample(ours);
      List<Sample> bareRounds = new ArrayList<>();
      List<Sample> ourRounds = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        bareRounds.add(sample(theirs));
        ourRounds.add(sample(ours));
      }
      print(bareRounds, ourRounds, out);
    }
  }

  private void print(List<Sample> bare, List<Sample> ours, PrintStream out) {
    out.printf("invoker / bare forwarder, %s%n", streamed ? "streamed" : "in one piece");
    out.printf("  p50        %s%n", ratios(bare, ours, Sample::p50));
    out.printf("  p99        %s%n", ratios(bare, ours, Sample::p99));
    out.printf("  first byte %s%n", ratios(bare, ours, Sample::firstByte));
    out.printf("  CPU        %s%n", ratios(bare, ours, Sample::cpu));
    out.printf("  allocated  %s%n", ratios(bare, ours, Sample::allocated));
    Sample last = ours.getLast();
    out.printf(
        "  (last round of the invoker: p50 %.2f ms, %.2f ms CPU, %.0f KB a request)%n",
        last.p50 / 1e6, last.cpu / 1e6, last.allocated / 1e3);
  }

  private static Ratios ratios(
      List<Sample> bare, List<Sample> ours, java.util.function.ToDoubleFunction<Sample> figure) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < bare.size(); i++) {
      ratios.add(figure.applyAsDouble(ours.get(i)) / figure.applyAsDouble(bare.get(i)));
    }
    return Ratios.of(ratios);
  }

  private Sample sample(HttpRequest request) throws IOException, InterruptedException {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long cpu = system.getProcessCpuTime();
    long allocated = threads.getTotalThreadAllocatedBytes();
    long[] whole = new long[REQUESTS];
    long[] first = new long[REQUESTS];
    for (int i = 0; i < REQUESTS; i++) {
      long start = System.nanoTime();
      try (var body = client.send(request, BodyHandlers.ofInputStream()).body()) {
        int _ = body.read();
        first[i] = System.nanoTime() - start;
        body.readAllBytes();
      }
      whole[i] = System.nanoTime() - start;
    }
    Arrays.sort(whole);
    Arrays.sort(first);
    return new Sample(
        whole[REQUESTS / 2],
        whole[REQUESTS * 99 / 100],
        first[REQUESTS / 2],
        (double) (system.getProcessCpuTime() - cpu) / REQUESTS,
        (double) (threads.getTotalThreadAllocatedBytes() - allocated) / REQUESTS);
  }

  private HttpRequest request(URI address) {
    String body =
        """
        {"model":"%s","stream":%b,"messages":[{"role":"user","content":"Hello, how are you?"}]}"""
            .formatted(MODEL, streamed);
    return HttpRequest.newBuilder(address.resolve("/v1/chat/completions"))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private SageMakerRuntimeEndpoint endpoint(MockContainer container) {
    EndpointSettings settings = EndpointSettings.serverless(ENDPOINT, container.address());
    return SageMakerRuntimeEndpoint.start(streamed ? settings.streaming() : settings);
  }

  private SageMakerSettings engine(SageMakerRuntimeEndpoint endpoint) {
    return new SageMakerSettings(
        EngineKind.LLAMA_CPP,
        streamed,
        ENDPOINT,
        Optional.empty(),
        List.of(),
        SageMakerSettings.Access.standIn(endpoint.address()));
  }

  private Invoker invoker(SageMakerRuntimeEndpoint endpoint) {
    Model model = Catalogue.load().model(MODEL);
    return Invoker.start(
        new Settings(
            MODEL,
            EngineKind.LLAMA_CPP,
            streamed,
            ENDPOINT.value(),
            Optional.empty(),
            4096,
            Duration.ofSeconds(1),
            Timers.SERVERLESS_CALL,
            1,
            1,
            false,
            0),
        new ServedModel(
            MODEL, Optional.empty(), model.specialStrings(), model.tokens().bos().text(), 4096),
        SageMakerSettings.Access.standIn(endpoint.address()));
  }

  /** One round; times in nanoseconds, allocation in bytes, a request. */
  private record Sample(double p50, double p99, double firstByte, double cpu, double allocated) {}
}
