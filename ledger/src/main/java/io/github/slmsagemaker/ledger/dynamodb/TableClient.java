package io.github.slmsagemaker.ledger.dynamodb;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.ProxyConfiguration;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClientBuilder;

/**
 * The AWS client, set so that no call lasts longer than it may.
 *
 * <p>Unlike a generation, everything asked of the table may be asked again: transactions carry a
 * token of their own. So the SDK repeats what broke, what was throttled and what met another
 * transaction on the same item, with jitter, until the time for all attempts is over.
 */
final class TableClient implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);

  /** More than fit in the time: what ends the attempts is the clock. */
  private static final int ATTEMPTS = 1_000;

  private static final int CONNECTIONS = 256;

  private final EventLoopGroup loops =
      new NioEventLoopGroup(1, new DefaultThreadFactory("ledger-client", true));
  private final DynamoDbAsyncClient client;

  TableClient(DynamoDbSettings settings) {
    DynamoDbAsyncClientBuilder builder =
        DynamoDbAsyncClient.builder()
            .httpClientBuilder(http(loops))
            .overrideConfiguration(options -> limits(options, settings));
    settings.endpoint().ifPresent(address -> standIn(builder, address));
    this.client = builder.build();
  }

  DynamoDbAsyncClient client() {
    return client;
  }

  /** Returns at once; the SDK's own event loops would take two seconds to end. */
  @Override
  public void close() {
    client.close();
    var _ = loops.shutdownGracefully(200, 2000, TimeUnit.MILLISECONDS);
  }

  private static void limits(
      ClientOverrideConfiguration.Builder options, DynamoDbSettings settings) {
    options
        .apiCallAttemptTimeout(settings.attempt())
        .apiCallTimeout(settings.total())
        .retryStrategy(
            AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .retryOnException(Cancelled::byOthersAlone)
                .backoffStrategy(BackoffStrategy.exponentialDelay(FIRST_PAUSE, LONGEST_PAUSE))
                .throttlingBackoffStrategy(
                    BackoffStrategy.exponentialDelay(FIRST_PAUSE, LONGEST_PAUSE))
                .circuitBreakerEnabled(false)
                .maxAttempts(ATTEMPTS)
                .build());
  }

  private static void standIn(DynamoDbAsyncClientBuilder builder, URI address) {
    builder
        .endpointOverride(address)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("stand-in", "stand-in")));
  }

  private static NettyNioAsyncHttpClient.Builder http(EventLoopGroup loops) {
    return NettyNioAsyncHttpClient.builder()
        .eventLoopGroup(SdkEventLoopGroup.create(loops))
        .protocol(Protocol.HTTP1_1)
        .connectionTimeout(CONNECT)
        .proxyConfiguration(
            ProxyConfiguration.builder()
                .useSystemPropertyValues(false)
                .useEnvironmentVariableValues(false)
                .build())
        .maxConcurrency(CONNECTIONS);
  }
}
