package io.github.slmsagemaker.invoker.sagemaker;

import io.github.slmsagemaker.invoker.sagemaker.SageMakerSettings.Access;
import io.github.slmsagemaker.invoker.sagemaker.SageMakerSettings.Credentials;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeAsyncClient;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeAsyncClientBuilder;

/**
 * The AWS client, set so that one call is one request.
 *
 * <p>The SDK's retries are off, because they would pay for a generation again, and so are its
 * timeouts: a serverless endpoint may hold a call for minutes without a byte, and {@link Transport}
 * holds every call to its deadline.
 *
 * <p><b>No connection is used twice.</b> Lambda freezes the process between requests, and the other
 * side closes idle connections meanwhile: a pooled one that died unseen would take the request and
 * then break, and since the request may have reached the model it could not be repeated. A fresh
 * connection costs a handshake, which is nothing beside a generation. A life of a millisecond says
 * that to the pool: a connection is in use by then and is closed when its call ends.
 */
final class SageMakerClient implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration SINGLE_USE = Duration.ofMillis(1);
  private static final int CONNECTIONS = 1024;
  private static final int THREADS = 2;

  private final SageMakerRuntimeAsyncClient runtime;
  private final Runnable closingHttp;

  SageMakerClient(Access access) {
    if (access.http().isPresent()) {
      SdkAsyncHttpClient http = access.http().get();
      runtime = builder(access).httpClient(http).build();
      closingHttp = http::close;
    } else {
      EventLoopGroup loops =
          new NioEventLoopGroup(THREADS, new DefaultThreadFactory("sagemaker-client", true));
      runtime = builder(access).httpClientBuilder(connections(loops)).build();
      closingHttp = () -> shutDown(loops);
    }
  }

  SageMakerRuntimeAsyncClient runtime() {
    return runtime;
  }

  /** Returns at once; the SDK's own event loops would take two seconds to end. */
  @Override
  public void close() {
    runtime.close();
    closingHttp.run();
  }

  private static SageMakerRuntimeAsyncClientBuilder builder(Access access) {
    SageMakerRuntimeAsyncClientBuilder builder =
        SageMakerRuntimeAsyncClient.builder()
            .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()));
    access.region().map(Region::of).ifPresent(builder::region);
    access.endpointOverride().ifPresent(builder::endpointOverride);
    access.credentials().map(SageMakerClient::fixed).ifPresent(builder::credentialsProvider);
    return builder;
  }

  private static void shutDown(EventLoopGroup loops) {
    var _ = loops.shutdownGracefully(200, 2000, TimeUnit.MILLISECONDS);
  }

  private static NettyNioAsyncHttpClient.Builder connections(EventLoopGroup loops) {
    return NettyNioAsyncHttpClient.builder()
        .eventLoopGroup(SdkEventLoopGroup.create(loops))
        .protocol(Protocol.HTTP1_1)
        .connectionTimeout(CONNECT)
        .readTimeout(Duration.ZERO)
        .writeTimeout(Duration.ZERO)
        .connectionTimeToLive(SINGLE_USE)
        .tcpKeepAlive(true)
        .maxConcurrency(CONNECTIONS);
  }

  private static AwsCredentialsProvider fixed(Credentials credentials) {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(credentials.accessKeyId(), credentials.secretAccessKey()));
  }
}
