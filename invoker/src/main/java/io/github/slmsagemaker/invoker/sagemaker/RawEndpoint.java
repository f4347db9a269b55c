package io.github.slmsagemaker.invoker.sagemaker;

import io.github.slmsagemaker.core.engine.Call;
import io.github.slmsagemaker.core.failure.Failure;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeAsyncClient;

/** An endpoint without a dialect: bytes to it and bytes back, each call paid for once. */
public final class RawEndpoint implements AutoCloseable {
  private final Transport transport;
  private final Runnable closing;

  /** Receives parts of a reply, cut anywhere. */
  @FunctionalInterface
  public interface Parts {
    /** Takes a part; false where nothing after it matters. */
    boolean accept(byte[] part);
  }

  /** Opens a client; no connection is made before the first call. */
  public RawEndpoint(SageMakerSettings settings) {
    this(settings, new SageMakerClient(settings.access()));
  }

  private RawEndpoint(SageMakerSettings settings, SageMakerClient client) {
    this(settings, client.runtime(), client::close);
  }

  /** Over a client that {@code closing} closes. */
  RawEndpoint(SageMakerSettings settings, SageMakerRuntimeAsyncClient runtime, Runnable closing) {
    this.closing = closing;
    SageMakerFailures failures = new SageMakerFailures(settings.endpoint());
    this.transport =
        settings.streams()
            ? new StreamTransport(runtime, settings, failures)
            : new WholeTransport(runtime, settings, failures);
  }

  /**
   * Sends {@code body} once and hands the reply's parts on, on the calling thread, until it ended.
   *
   * @throws Failure what kept the reply from ending well
   */
  public void send(byte[] body, Call call, Parts parts) {
    transport.send(body, call, parts::accept);
  }

  /** Closes the client and its connections; running calls fail. */
  @Override
  public void close() {
    closing.run();
  }
}
