package io.github.slmsagemaker.invoker.sagemaker;

import io.github.slmsagemaker.core.engine.Call;
import java.util.function.Consumer;

/**
 * The invoker's AWS client without its dialects: bytes to the endpoint and bytes back. Stands in
 * this package, in the benchmarks alone, because nobody else has a use for it.
 */
public final class RawEndpoint implements AutoCloseable {
  private final SageMakerClient client;
  private final Transport transport;

  public RawEndpoint(SageMakerSettings settings) {
    client = new SageMakerClient(settings.access());
    SageMakerFailures failures = new SageMakerFailures(settings.endpoint());
    transport =
        settings.streams()
            ? new StreamTransport(client.runtime(), settings, failures)
            : new WholeTransport(client.runtime(), settings, failures);
  }

  /** Sends {@code body} once; hands the reply's parts on until it ended. */
  public void send(byte[] body, Call call, Consumer<byte[]> parts) {
    transport.send(
        body,
        call,
        part -> {
          parts.accept(part);
          return true;
        });
  }

  @Override
  public void close() {
    client.close();
  }
}
