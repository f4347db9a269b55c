package io.github.slmsagemaker.invoker.sagemaker;

import io.github.slmsagemaker.invoker.dialect.EngineErrors;
import io.github.slmsagemaker.core.deployment.Timers;
import io.github.slmsagemaker.core.engine.Call;
import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.invoker.telemetry.RepeatedLines;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLHandshakeException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sagemakerruntime.model.InternalDependencyException;
import software.amazon.awssdk.services.sagemakerruntime.model.InternalStreamFailureException;
import software.amazon.awssdk.services.sagemakerruntime.model.ModelErrorException;
import software.amazon.awssdk.services.sagemakerruntime.model.ModelNotReadyException;
import software.amazon.awssdk.services.sagemakerruntime.model.ModelStreamErrorException;
import software.amazon.awssdk.services.sagemakerruntime.model.ValidationErrorException;

/**
 * The one mapping from what the AWS client throws to {@link Failure}; the cause is logged here,
 * because the client must not see it, once for many that are alike.
 *
 * <p>Sources: the service model of {@code runtime.sagemaker}; {@code ThrottlingException} is not in
 * it but is sent; "no capacity" is what an inference component scaled to zero says.
 */
record SageMakerFailures(EndpointName endpoint, RepeatedLines lines) {
  private static final System.Logger LOG = System.getLogger(SageMakerFailures.class.getName());
  private static final Duration THROTTLED_PAUSE = Duration.ofSeconds(5);

  SageMakerFailures(EndpointName endpoint) {
    this(endpoint, new RepeatedLines(line -> LOG.log(System.Logger.Level.WARNING, line)));
  }

  /** What {@code thrown} means for this call. */
  Failure of(Throwable thrown, Call call) {
    if (call.cancellation().cancelled()) {
      return new Failure.Cancelled();
    }
    Throwable cause = unwrapped(thrown);
    Failure failure =
        cause instanceof AwsServiceException service ? refused(service) : broken(cause);
    lines.write(
        "endpoint %s: %s from %s%s"
            .formatted(
                endpoint.value(),
                failure.getClass().getSimpleName(),
                cause.getClass().getSimpleName(),
                statuses(cause)),
        reason(failure, cause));
    return failure;
  }

  private static String statuses(Throwable cause) {
    return switch (cause) {
      case ModelErrorException model ->
          ", status %d, the container's %s"
              .formatted(model.statusCode(), model.originalStatusCode());
      case AwsServiceException service -> ", status " + service.statusCode();
      default -> "";
    };
  }

  /**
   * What an operator has to mend, AWS says in its own words. Elsewhere words may be the engine's,
   * which quote requests: no log has those (promise P20).
   */
  private static String reason(Failure failure, Throwable cause) {
    String reason =
        failure instanceof Failure.Misconfigured
            ? ": " + EngineErrors.quote(String.valueOf(cause.getMessage()))
            : "";
    return cause instanceof AwsServiceException service && service.requestId() != null
        ? ", request " + EngineErrors.quote(service.requestId()) + reason
        : reason;
  }

  private static Failure refused(AwsServiceException thrown) {
    return switch (thrown) {
      case ModelErrorException model -> modelError(model);
      case ModelNotReadyException _ -> warmingUp();
      case ValidationErrorException validation -> validation(validation);
      case ModelStreamErrorException stream
          when "ModelInvocationTimeExceeded".equals(stream.errorCode()) ->
          EngineErrors.of(0, "");
      case ModelStreamErrorException _, InternalStreamFailureException _ ->
          new Failure.EngineFailed("the answer broke off; it was not asked for again");
      case InternalDependencyException _ -> dependencyFailed();
      default -> byStatus(thrown);
    };
  }

  private static Failure modelError(ModelErrorException thrown) {
    Integer status = thrown.originalStatusCode();
    String body = thrown.originalMessage();
    String sentence = String.valueOf(thrown.getMessage());
    if (sentence.toLowerCase(Locale.ROOT).contains("timed out")) {
      return EngineErrors.of(0, sentence);
    }
    return EngineErrors.of(status == null ? 500 : status, body == null ? sentence : body);
  }

  private static Failure validation(AwsServiceException thrown) {
    String message = String.valueOf(thrown.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("no capacity") ? warmingUp() : misconfigured();
  }

  private static Failure byStatus(AwsServiceException thrown) {
    if (throttled(thrown)) {
      return new Failure.RateLimited(
          THROTTLED_PAUSE, "the endpoint takes no more requests for now; try again shortly");
    }
    int status = thrown.statusCode();
    if (status == 400 && code(thrown).startsWith("Validation")) {
      return validation(thrown);
    }
    if (status == 504) {
      return EngineErrors.of(status, "");
    }
    if (status == 530) {
      return dependencyFailed();
    }
    return status >= 500 ? unavailable() : misconfigured();
  }

  private static boolean throttled(AwsServiceException thrown) {
    return thrown.isThrottlingException()
        || thrown.statusCode() == 429
        || code(thrown).startsWith("Throttling");
  }

  private static String code(AwsServiceException thrown) {
    if (thrown.awsErrorDetails() == null || thrown.awsErrorDetails().errorCode() == null) {
      return "";
    }
    return thrown.awsErrorDetails().errorCode();
  }

  private static Failure broken(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException
          || cause instanceof UnknownHostException
          || cause instanceof SSLHandshakeException) {
        return unavailable();
      }
    }
    String message = String.valueOf(thrown.getMessage()).toLowerCase(Locale.ROOT);
    if (message.contains("credentials") || message.contains("unable to load region")) {
      return misconfigured();
    }
    if (message.contains("acquire operation")) {
      return unavailable();
    }
    return new Failure.EngineFailed(
        "the connection to the model broke while it was answering; it was not asked again");
  }

  private static Failure warmingUp() {
    return new Failure.ModelWarmingUp(
        Timers.RETRY_AFTER_LIMIT, "the model is starting; try again in a minute");
  }

  private static Failure misconfigured() {
    return new Failure.Misconfigured(
        "the deployment cannot reach its model; its operator finds the reason in the log");
  }

  private static Failure unavailable() {
    return new Failure.EndpointUnavailable(
        "the model's endpoint is out of order for now; try again later");
  }

  private static Failure dependencyFailed() {
    return new Failure.DependencyFailed(
        "something that the model's endpoint depends on failed; try again later");
  }

  private static Throwable unwrapped(Throwable thrown) {
    Throwable cause = thrown.getCause();
    boolean wrapper = thrown instanceof CompletionException || thrown instanceof ExecutionException;
    return wrapper && cause != null ? unwrapped(cause) : thrown;
  }
}
