package io.github.slmsagemaker.cli.account;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * Makes the SDK's clients and turns what goes wrong with them into sentences. Credentials, region
 * and {@code AWS_ENDPOINT_URL} come from the SDK's default chain.
 */
final class AwsClients {
  /** What helps where something is not allowed. */
  static final String NOT_ALLOWED =
      "; let an administrator allow it, or take other credentials (AWS_PROFILE)";

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration CALL = Duration.ofSeconds(30);

  /** The region of the default chain. */
  Region region() {
    try {
      return DefaultAwsRegionProviderChain.builder().build().getRegion();
    } catch (SdkClientException none) {
      throw new AccountFailure(
          "no AWS region is set: export AWS_REGION=..., or run `aws configure`", none);
    }
  }

  /** Asks a service once, in the region of the default chain. */
  <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C extends SdkClient, T> T ask(
      String what, B service, Function<C, T> question) {
    return ask(what, service, region(), question);
  }

  /** Asks a service of a region once. */
  <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C extends SdkClient, T> T ask(
      String what, B service, Region region, Function<C, T> question) {
    try (C client = client(service, region)) {
      return question.apply(client);
    } catch (AwsServiceException refused) {
      throw new AccountFailure(refusal(what, refused), refused);
    } catch (SdkClientException failed) {
      throw new AccountFailure(failure(what, region, failed), failed);
    }
  }

  /** The service's word for an error, such as {@code ResourceNotFoundException}. */
  static String code(AwsServiceException refused) {
    return Optional.ofNullable(refused.awsErrorDetails())
        .map(details -> details.errorCode())
        .orElse("");
  }

  private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(
      B service, Region region) {
    return service
        .region(region)
        .httpClientBuilder(UrlConnectionHttpClient.builder().connectionTimeout(CONNECT))
        .overrideConfiguration(settings -> settings.apiCallTimeout(CALL))
        .build();
  }

  private static String refusal(String what, AwsServiceException refused) {
    String reason =
        Optional.ofNullable(refused.awsErrorDetails())
            .map(details -> details.errorCode() + ": " + details.errorMessage())
            .orElse("status " + refused.statusCode());
    String fix =
        refused.statusCode() == 403 || code(refused).contains("AccessDenied") ? NOT_ALLOWED : "";
    return "cannot %s: AWS says %s%s".formatted(what, reason, fix);
  }

  /** A missing credential and a missing network look alike to the SDK. */
  static String failure(String what, Region region, SdkClientException failed) {
    String reason = String.valueOf(failed.getMessage());
    return reason.contains("credentials")
        ? "cannot %s: no AWS credentials; run `aws sso login` or `aws configure`, or set AWS_PROFILE"
            .formatted(what)
        : "cannot %s in %s: %s".formatted(what, region.id(), reason.lines().findFirst().orElse(""));
  }
}
