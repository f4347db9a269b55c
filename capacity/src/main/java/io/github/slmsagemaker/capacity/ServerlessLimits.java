package io.github.slmsagemaker.capacity;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What SageMaker Serverless Inference allows at most.
 *
 * @param memoryStepMb sizes of memory are multiples of it
 * @param mostMemoryMb the largest
 * @param mostConcurrency calls at once of one endpoint
 * @param imageBytes largest container image
 * @param call longest call
 * @param start longest start, from fetching the image to answering {@code /ping}
 * @param mbPerCpu memory that brings one virtual processor: Lambda's rule, since SageMaker
 *     publishes none
 * @param source where they were read
 */
public record ServerlessLimits(
    int memoryStepMb,
    int mostMemoryMb,
    int mostConcurrency,
    long imageBytes,
    Duration call,
    Duration start,
    int mbPerCpu,
    String source) {

  /** Whether an endpoint can have this memory; otherwise what is wrong. */
  public Optional<String> memoryProblem(String field, int memoryMb) {
    boolean possible =
        memoryMb >= memoryStepMb && memoryMb <= mostMemoryMb && memoryMb % memoryStepMb == 0;
    return possible
        ? Optional.empty()
        : Optional.of(
            "%s is %d, but a serverless endpoint has %s MB; take the next one up"
                .formatted(field, memoryMb, sizes()));
  }

  /** Whether an endpoint can have this concurrency; otherwise what is wrong. */
  public Optional<String> concurrencyProblem(String field, int concurrency) {
    return concurrency >= 1 && concurrency <= mostConcurrency
        ? Optional.empty()
        : Optional.of(
            "%s is %d, expected 1 to %d, the most that one serverless endpoint can have"
                .formatted(field, concurrency, mostConcurrency));
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
}
