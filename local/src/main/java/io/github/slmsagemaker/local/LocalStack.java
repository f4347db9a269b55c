package io.github.slmsagemaker.local;

import io.github.slmsagemaker.local.models.Progress;
import io.github.slmsagemaker.local.startup.StartFailure;
import java.net.URI;

/** A stack that runs on this machine and answers; closing it drains and stops it. */
public interface LocalStack extends AutoCloseable {

  /** What clients are given: {@code http://127.0.0.1:PORT/v1}, with the port in use. */
  URI baseUrl();

  /** Id of the served model, as clients write it. */
  String model();

  /** Who computes, in words for a person. */
  String engine();

  /** Takes no new request, lets the running ones end within a bounded time, frees everything. */
  @Override
  void close();

  /** Builds stacks. */
  @FunctionalInterface
  interface Starter {
    /**
     * Returns when every part answers.
     *
     * @param settings what to start
     * @param progress tells the person who waits; it is never given a key
     * @throws StartFailure where the settings or the machine do not allow it; everything that was
     *     started is stopped again
     */
    LocalStack start(LocalSettings settings, Progress progress);
  }
}
