package io.github.slmsagemaker.invoker.sagemaker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.invoker.calls.ReplyScript;
import io.github.slmsagemaker.core.chat.Sampling;
import io.github.slmsagemaker.core.engine.Call;
import io.github.slmsagemaker.core.engine.Cancellation;
import io.github.slmsagemaker.core.engine.Completion;
import io.github.slmsagemaker.core.engine.Deadline;
import io.github.slmsagemaker.core.engine.Generation;
import io.github.slmsagemaker.core.engine.Piece;
import io.github.slmsagemaker.core.engine.Prompt;
import io.github.slmsagemaker.core.engine.TokenLogprob;
import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.core.openai.reply.ErrorReply;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeAsyncClient;

/**
 * Whatever an endpoint answers, a call ends by itself: with a completion, or with a failure that a
 * client can be told.
 *
 * <p>The first byte is the engine, {@code t} for TGI, otherwise llama-server; the second the form
 * of the reply, {@code s} for a stream ({@link ReplyScript}), {@code e} for a container's error,
 * otherwise one document. The rest is the reply.
 */
public final class EngineReplyFuzz {
  /** Never reached: a reply is over before its call begins to wait. */
  private static final Duration TOO_LONG = Duration.ofSeconds(60);

  private static final CannedHttp HTTP = new CannedHttp();
  private static final SageMakerRuntimeAsyncClient RUNTIME =
      SageMakerRuntimeAsyncClient.builder()
          .httpClient(HTTP)
          .region(Region.US_EAST_1)
          .endpointOverride(URI.create("http://127.0.0.1:1"))
          .credentialsProvider(AnonymousCredentialsProvider.create())
          .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
          .build();
  private static final Generation GENERATION =
      new Generation(
          Prompt.of("Once"), 16, Sampling.DEFAULT, List.of(), Optional.empty(), OptionalInt.of(2));

  private EngineReplyFuzz() {}

  /** Reads one reply. */
  public static void fuzzerTestOneInput(byte[] input) {
    ReplyScript script = ReplyScript.of(input);
    HTTP.answer(script.reply());
    Call call = new Call(Deadline.in(TOO_LONG, InstantSource.system()), new Cancellation());
    try {
      Completion completion =
          engine(script).generate(GENERATION, call, EngineReplyFuzz::requireSound);
      assertThat(completion.completionTokens()).isNotNegative();
      assertThat(completion.promptTokens()).isNotNegative();
    } catch (Failure failure) {
      assertThat(failure)
          .isNotInstanceOfAny(
              Failure.DeadlineExceeded.class, Failure.Cancelled.class, Failure.Internal.class);
      assertThat(new String(ErrorReply.of(failure).body(), UTF_8)).startsWith("{\"error\":");
    }
  }

  private static void requireSound(Piece piece) {
    for (TokenLogprob token : piece.logprobs()) {
      assertThat(token.logprob()).isFinite().isNotPositive();
      token.alternatives().forEach(other -> assertThat(other.logprob()).isFinite());
    }
  }

  private static SageMakerEngine engine(ReplyScript script) {
    SageMakerSettings settings =
        new SageMakerSettings(
            script.engine(),
            script.streams(),
            new EndpointName("fuzz"),
            Optional.empty(),
            List.of("<tool_call>"),
            SageMakerSettings.Access.DEFAULT_CHAIN);
    return new SageMakerEngine(settings, new RawEndpoint(settings, RUNTIME, () -> {}));
  }
}
