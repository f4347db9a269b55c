package io.github.slmsagemaker.invoker.sagemaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.slmsagemaker.core.engine.Call;
import io.github.slmsagemaker.core.engine.Cancellation;
import io.github.slmsagemaker.core.engine.Deadline;
import io.github.slmsagemaker.core.failure.Failure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sagemakerruntime.model.InternalDependencyException;
import software.amazon.awssdk.services.sagemakerruntime.model.InternalStreamFailureException;
import software.amazon.awssdk.services.sagemakerruntime.model.ModelErrorException;
import software.amazon.awssdk.services.sagemakerruntime.model.ModelNotReadyException;
import software.amazon.awssdk.services.sagemakerruntime.model.ModelStreamErrorException;
import software.amazon.awssdk.services.sagemakerruntime.model.SageMakerRuntimeException;
import software.amazon.awssdk.services.sagemakerruntime.model.ValidationErrorException;

/** Each exception by itself; over the wire they are in the table of the local endpoint's tests. */
final class SageMakerFailuresTest {
  private final SageMakerFailures failures = new SageMakerFailures(new EndpointName("endpoint"));

  static Stream<Arguments> refusals() {
    return Stream.of(
        refusal(ModelNotReadyException.builder().build(), Failure.ModelWarmingUp.class),
        refusal(validation("There is No Capacity now"), Failure.ModelWarmingUp.class),
        refusal(validation("no such endpoint"), Failure.Misconfigured.class),
        refusal(InternalDependencyException.builder().build(), Failure.DependencyFailed.class),
        refusal(InternalStreamFailureException.builder().build(), Failure.EngineFailed.class),
        refusal(broken("StreamBroken"), Failure.EngineFailed.class),
        refusal(broken("ModelInvocationTimeExceeded"), Failure.EngineTimedOut.class),
        refusal(model(400, "no"), Failure.EngineRejected.class),
        refusal(model(500, "no"), Failure.EngineFailed.class),
        refusal(model(0, "no"), Failure.EngineTimedOut.class),
        refusal(other(400, "ValidationError", "no capacity"), Failure.ModelWarmingUp.class),
        refusal(other(403, "ValidationError", "no capacity"), Failure.Misconfigured.class),
        refusal(other(400, "Other", "no capacity"), Failure.Misconfigured.class),
        refusal(other(400, "ThrottlingException", "x"), Failure.RateLimited.class),
        refusal(other(429, "Other", "x"), Failure.RateLimited.class),
        refusal(other(499, "Other", "x"), Failure.Misconfigured.class),
        refusal(other(500, "Other", "x"), Failure.EndpointUnavailable.class),
        refusal(other(504, "Other", "x"), Failure.EngineTimedOut.class),
        refusal(other(530, "Other", "x"), Failure.DependencyFailed.class),
        refusal(
            SageMakerRuntimeException.builder().statusCode(400).message("x").build(),
            Failure.Misconfigured.class));
  }

  static Stream<Arguments> breaks() {
    return Stream.of(
        refusal(new ConnectException("x"), Failure.EndpointUnavailable.class),
        refusal(new UnknownHostException("x"), Failure.EndpointUnavailable.class),
        refusal(new SSLHandshakeException("x"), Failure.EndpointUnavailable.class),
        refusal(new IOException(new ConnectException("x")), Failure.EndpointUnavailable.class),
        refusal(client("Acquire operation took too long"), Failure.EndpointUnavailable.class),
        refusal(client("Unable to load Credentials"), Failure.Misconfigured.class),
        refusal(client("Unable to load region"), Failure.Misconfigured.class),
        refusal(new IOException("Connection reset"), Failure.EngineFailed.class),
        refusal(new IOException((String) null), Failure.EngineFailed.class));
  }

  @ParameterizedTest(name = "{0} is {1}")
  @MethodSource({"refusals", "breaks"})
  void an_exception_is_its_failure_wrapped_or_not(
      Throwable thrown, Class<? extends Failure> expected) {
    assertThat(failures.of(thrown, call())).isExactlyInstanceOf(expected);
    assertThat(failures.of(new ExecutionException(new CompletionException(thrown)), call()))
        .isExactlyInstanceOf(expected);
  }

  @Test
  void a_model_error_without_the_containers_status_or_words_has_those_of_sagemaker() {
    ModelErrorException thrown = ModelErrorException.builder().message("Received error").build();

    assertThat(failures.of(thrown, call()))
        .isExactlyInstanceOf(Failure.EngineFailed.class)
        .hasMessageContaining("status 500");
    assertThat(
            failures.of(thrown.toBuilder().originalStatusCode(400).message("why").build(), call()))
        .isExactlyInstanceOf(Failure.EngineRejected.class)
        .hasMessageEndingWith("why");
  }

  @Test
  void a_model_that_sagemaker_gave_up_on_timed_out_whatever_status_it_gives() {
    assertThat(
            failures.of(
                model(400, "x").toBuilder().message("the invocation Timed Out").build(), call()))
        .isExactlyInstanceOf(Failure.EngineTimedOut.class);
  }

  @Test
  void whatever_is_thrown_once_a_call_is_cancelled_is_its_end() {
    Call call = call();
    call.cancellation().cancel();

    assertThat(failures.of(new IOException("closed"), call))
        .isExactlyInstanceOf(Failure.Cancelled.class);
  }

  private static Arguments refusal(Throwable thrown, Class<? extends Failure> expected) {
    return arguments(thrown, expected);
  }

  private static Call call() {
    return new Call(Deadline.in(Duration.ofMinutes(1), InstantSource.system()), new Cancellation());
  }

  private static Throwable validation(String message) {
    return ValidationErrorException.builder().statusCode(400).message(message).build();
  }

  private static Throwable broken(String code) {
    return ModelStreamErrorException.builder().errorCode(code).build();
  }

  private static ModelErrorException model(int status, String body) {
    return ModelErrorException.builder().originalStatusCode(status).originalMessage(body).build();
  }

  private static AwsServiceException other(int status, String code, String message) {
    return SageMakerRuntimeException.builder()
        .statusCode(status)
        .message(message)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
        .build();
  }

  private static Throwable client(String message) {
    return SdkClientException.create(message);
  }
}
