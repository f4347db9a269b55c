package io.github.slmsagemaker.deployment;

import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.catalogue.Entry;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What SageMaker Serverless Inference allows at most; how long a call and a start may take, {@code
 * Timers} says.
 *
 * @param memoryStepMb sizes of memory are multiples of it
 * @param mostMemoryMb the largest
 * @param mostConcurrency calls at once of one endpoint
 * @param imageBytes largest container image
 * @param mbPerProcessor memory that brings one virtual processor: Lambda's rule, since SageMaker
 *     publishes none
 * @param source where they were read
 */
public record ServerlessLimits(
    int memoryStepMb,
    int mostMemoryMb,
    int mostConcurrency,
    long imageBytes,
    int mbPerProcessor,
    String source) {

  /** Those that this version of the product was built with; read once. */
  public static ServerlessLimits load() {
    return Bundled.LIMITS;
  }

  /**
   * Reads them from the catalogue's section {@code platform}.
   *
   * @throws IllegalStateException naming the field, if the data file is not as described here
   */
  public static ServerlessLimits of(Catalogue catalogue) {
    Entry entry = Entry.section("platform", catalogue.section("platform")).object("serverless");
    entry.allow(
        "memoryStepMb", "mostMemoryMb", "mostConcurrency", "imageBytes", "mbPerCpu", "source");
    return new ServerlessLimits(
        entry.integer("memoryStepMb"),
        entry.integer("mostMemoryMb"),
        entry.integer("mostConcurrency"),
        entry.number("imageBytes"),
        entry.integer("mbPerCpu"),
        entry.text("source"));
  }

  /** Whether an endpoint can have this memory; otherwise what is wrong. */
  public Optional<String> memoryProblem(String name, int memoryMb) {
    boolean possible =
        memoryMb >= memoryStepMb && memoryMb <= mostMemoryMb && memoryMb % memoryStepMb == 0;
    return possible
        ? Optional.empty()
        : Optional.of(
            "%s is %d, but a serverless endpoint has %s MB; take the next one up"
                .formatted(name, memoryMb, sizes()));
  }

  /** Calls that one endpoint may work on at once. */
  public Bounds concurrency() {
    return Bounds.of(1, mostConcurrency, "", ", the most that one serverless endpoint can have");
  }

  /** Threads that compute beside so much memory. */
  public Bounds threads(int memoryMb) {
    return Bounds.of(
        1,
        processors(memoryMb),
        "",
        ", the processors that %d MB bring by Lambda's rule of %d MB for each"
            .formatted(memoryMb, mbPerProcessor));
  }

  /** Virtual processors of so much memory, a begun one included. */
  public int processors(int memoryMb) {
    return Math.ceilDiv(memoryMb, mbPerProcessor);
  }

  /** Every size of memory, smallest first. */
  public int[] memorySizesMb() {
    return IntStream.rangeClosed(1, mostMemoryMb / memoryStepMb)
        .map(step -> step * memoryStepMb)
        .toArray();
  }

  private String sizes() {
    String all =
        IntStream.of(memorySizesMb()).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    return all.replaceFirst(", (\\d+)$", " or $1");
  }

  /** Holds the one instance, read when it is first asked for. */
  private static final class Bundled {
    static final ServerlessLimits LIMITS = of(Catalogue.load());
  }
}
