package io.github.slmsagemaker.bench;

import io.github.slmsagemaker.http.server.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The invoker against something simpler on the same server and client, each in a process of its
 * own, turn by turn on one stand-in of SageMaker.
 */
final class InvokerBench {
  /** Rounds until the compilers of both processes are done with what matters. */
  private static final int WARM_UP = 4;

  private static final int OPEN_STREAMS = 200;

  private final String title;
  private final Subject.Kind simpler;
  private final Subject.Kind measured;
  private final boolean streamed;
  private final Load load;

  private InvokerBench(
      String title, Subject.Kind simpler, Subject.Kind measured, boolean streamed) {
    this.title = title;
    this.simpler = simpler;
    this.measured = measured;
    this.streamed = streamed;
    this.load = new Load(streamed);
  }

  /** Beside what understands nothing of what passes. */
  static InvokerBench besideForwarder(boolean streamed) {
    return new InvokerBench(
        "invoker / bare forwarder", Subject.Kind.FORWARDER, Subject.Kind.INVOKER, streamed);
  }

  /** With a ledger in a file, beside the same without. */
  static InvokerBench besideNoLedger(boolean streamed) {
    return new InvokerBench(
        "invoker with a ledger / without",
        Subject.Kind.INVOKER,
        Subject.Kind.BUDGETED_INVOKER,
        streamed);
  }

  void run(int rounds, PrintStream out) throws IOException, InterruptedException {
    try (MockContainer container = new MockContainer(MockWords.llamaServer());
        HttpServer endpoint = container.endpoint(streamed);
        SubjectProcess bare = subject(simpler, endpoint);
        SubjectProcess ours = subject(measured, endpoint)) {
      List<Load.Round> bareRounds = new ArrayList<>();
      List<Load.Round> ourRounds = new ArrayList<>();
      for (int round = -WARM_UP; round < rounds; round++) {
        Load.Round theirs = load.round(bare);
        Load.Round mine = load.round(ours);
        if (round >= 0) {
          bareRounds.add(theirs);
          ourRounds.add(mine);
        }
      }
      print(bareRounds, ourRounds, out);
      if (streamed) {
        printMemory(heapPerStream(bare), heapPerStream(ours), out);
      }
    }
  }

  private void print(List<Load.Round> bare, List<Load.Round> ours, PrintStream out) {
    out.printf("%s, %s%n", title, streamed ? "streamed" : "in one piece");
    printLine("p50", "ms", 1e6, bare, ours, Load.Round::p50, out);
    printLine("p99", "ms", 1e6, bare, ours, Load.Round::p99, out);
    printLine("first byte", "ms", 1e6, bare, ours, Load.Round::firstByte, out);
    if (streamed) {
      printLine("chunk", "us", 1e3, bare, ours, Load.Round::chunk, out);
    }
    printLine("CPU", "ms", 1e6, bare, ours, Load.Round::cpu, out);
    printLine("allocated", "KB", 1e3, bare, ours, Load.Round::allocated, out);
  }

  private static void printLine(
      String name,
      String unit,
      double divisor,
      List<Load.Round> bare,
      List<Load.Round> ours,
      ToDoubleFunction<Load.Round> figure,
      PrintStream out) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < bare.size(); i++) {
      ratios.add(figure.applyAsDouble(ours.get(i)) / figure.applyAsDouble(bare.get(i)));
    }
    out.printf(
        "  %-10s %s   last: %.2f / %.2f %s%n",
        name,
        Ratios.of(ratios),
        figure.applyAsDouble(ours.getLast()) / divisor,
        figure.applyAsDouble(bare.getLast()) / divisor,
        unit);
  }

  private static void printMemory(double bare, double ours, PrintStream out) {
    out.printf(
        "  %-10s %.2f   %.0f / %.0f KB of heap for each of %d open streams%n",
        "memory", ours / bare, ours / 1e3, bare / 1e3, OPEN_STREAMS);
  }

  private double heapPerStream(SubjectProcess subject) throws IOException, InterruptedException {
    long before = subject.usage().heapBytes();
    List<InputStream> open = new ArrayList<>();
    for (int i = 0; i < OPEN_STREAMS; i++) {
      open.add(load.opened(load.request(subject.address(), MockContainer.HOLD)));
    }
    long after = subject.usage().heapBytes();
    for (InputStream stream : open) {
      stream.close();
    }
    return (double) (after - before) / OPEN_STREAMS;
  }

  private SubjectProcess subject(Subject.Kind kind, HttpServer endpoint) throws IOException {
    return new SubjectProcess(kind, streamed, endpoint.address());
  }
}
