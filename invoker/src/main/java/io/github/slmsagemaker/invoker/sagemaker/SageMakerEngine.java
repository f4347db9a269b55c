package io.github.slmsagemaker.invoker.sagemaker;

import io.github.slmsagemaker.core.engine.Call;
import io.github.slmsagemaker.core.engine.Capabilities;
import io.github.slmsagemaker.core.engine.Completion;
import io.github.slmsagemaker.core.engine.Engine;
import io.github.slmsagemaker.core.engine.Generation;
import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.invoker.calls.HoldingEngine;
import io.github.slmsagemaker.invoker.dialect.Dialect;
import io.github.slmsagemaker.invoker.dialect.Dialects;
import io.github.slmsagemaker.invoker.dialect.ReplyReader;
import java.nio.charset.StandardCharsets;

/**
 * A model behind a SageMaker endpoint. One call is one {@code InvokeEndpoint} or {@code
 * InvokeEndpointWithResponseStream}, never repeated (promise P1). Safe for use by several threads.
 *
 * <p>{@link Failure.ModelWarmingUp} and {@link Failure.RateLimited} say that the model was not
 * asked: a {@link HoldingEngine} may try those again.
 */
public final class SageMakerEngine implements Engine, AutoCloseable {
  private final Capabilities capabilities;
  private final Dialect dialect;
  private final boolean streams;
  private final RawEndpoint endpoint;

  /** Opens a client; no connection is made before the first call. */
  public SageMakerEngine(SageMakerSettings settings) {
    this(settings, new RawEndpoint(settings));
  }

  /** Over an endpoint that this engine closes. */
  SageMakerEngine(SageMakerSettings settings, RawEndpoint endpoint) {
    this.capabilities = settings.engine().capabilities();
    Dialect usual = Dialects.OURS.of(settings.engine(), settings.markup());
    this.dialect = settings.beginning().map(usual::behind).orElse(usual);
    this.streams = settings.streams();
    this.endpoint = endpoint;
  }

  @Override
  public Capabilities capabilities() {
    return capabilities;
  }

  @Override
  public Completion generate(Generation generation, Call call, PieceListener pieces) {
    requireWanted(call);
    byte[] body = dialect.request(generation, streams).toString().getBytes(StandardCharsets.UTF_8);
    ReplyReader reader = new ReplyReader(dialect.reply(generation));
    endpoint.send(
        body,
        call,
        part -> {
          reader.feed(part, pieces);
          return !reader.complete();
        });
    return reader.end(pieces);
  }

  /** Closes the client and its connections; running calls fail. */
  @Override
  public void close() {
    endpoint.close();
  }

  private static void requireWanted(Call call) {
    if (call.cancellation().cancelled()) {
      throw new Failure.Cancelled();
    }
    if (call.deadline().passed()) {
      throw Transport.deadlineExceeded();
    }
  }
}
