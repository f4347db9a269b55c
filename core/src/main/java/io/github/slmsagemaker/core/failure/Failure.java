package io.github.slmsagemaker.core.failure;

import io.github.slmsagemaker.core.route.Route;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Everything that can go wrong between a client and a model.
 *
 * <p>The message is for the client: what failed, the value seen, what was expected, the next step.
 * It never holds a key, an ARN or a stack trace.
 */
public abstract sealed class Failure extends RuntimeException {

  private Failure(String message) {
    super(Objects.requireNonNull(message, "message"));
  }

  /** The message, never null here. */
  public final String explanation() {
    return Objects.requireNonNull(getMessage());
  }

  /** A request that can never succeed as it is. */
  public static final class BadRequest extends Failure {
    private final Optional<String> param;
    private final Optional<String> code;

    public BadRequest(String param, String message) {
      this(Optional.of(param), Optional.empty(), message);
    }

    public BadRequest(Optional<String> param, Optional<String> code, String message) {
      super(message);
      this.param = param;
      this.code = code;
    }

    /** The field at fault, such as {@code messages[2].content}; empty for the body as a whole. */
    public Optional<String> param() {
      return param;
    }

    /** A word for programs, such as {@code unsupported_parameter}. */
    public Optional<String> code() {
      return code;
    }
  }

  /** Prompt and answer do not fit in the model's context together. */
  public static final class ContextLengthExceeded extends Failure {
    public ContextLengthExceeded(String message) {
      super(message);
    }
  }

  /** The model asked for is not served here. */
  public static final class ModelNotFound extends Failure {
    public ModelNotFound(String message) {
      super(message);
    }
  }

  /** No such path; the words are the same wherever it is noticed (promise P14). */
  public static final class RouteNotFound extends Failure {
    public RouteNotFound() {
      super("no such path; use " + Route.listed());
    }
  }

  /** A path of the APIs that are spoken here, and what it asks for is not to be had. */
  public static final class EndpointUnsupported extends Failure {
    public EndpointUnsupported(String message) {
      super(message);
    }
  }

  /** The path exists, the method does not. */
  public static final class MethodNotAllowed extends Failure {
    private final String allow;

    public MethodNotAllowed(String allow, String message) {
      super(message);
      this.allow = allow;
    }

    /** Value of the {@code Allow} header. */
    public String allow() {
      return allow;
    }
  }

  /** The body is over the cap. */
  public static final class PayloadTooLarge extends Failure {
    public PayloadTooLarge(String message) {
      super(message);
    }
  }

  /** The body is not JSON by its content type, or is encoded in a way that is not understood. */
  public static final class UnsupportedMediaType extends Failure {
    public UnsupportedMediaType(String message) {
      super(message);
    }
  }

  /** The bytes on the connection are no acceptable HTTP request, or came too slowly. */
  public static final class ProtocolViolation extends Failure {
    private static final Set<Integer> STATUSES = Set.of(400, 408, 414, 417, 421, 431, 503, 505);

    private final int status;

    /**
     * One of the statuses that say such a thing.
     *
     * @throws IllegalArgumentException for any other: another case says it better
     */
    public ProtocolViolation(int status, String message) {
      super(message);
      if (!STATUSES.contains(status)) {
        throw new IllegalArgumentException(
            "status is %d, expected one of %s".formatted(status, new TreeSet<>(STATUSES)));
      }
      this.status = status;
    }

    /** HTTP status that says it: 400, 408, 414, 417, 421, 431, 503 or 505. */
    public int status() {
      return status;
    }
  }

  /** No key, or a wrong one. */
  public static final class InvalidKey extends Failure {
    public InvalidKey(String message) {
      super(message);
    }
  }

  /** More requests a second than the plan or the platform allows. */
  public static final class RateLimited extends Failure {
    private final Duration retryAfter;

    public RateLimited(Duration retryAfter, String message) {
      super(message);
      this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
      return retryAfter;
    }
  }

  /** The plan's quota, or a budget, is used up for its period. */
  public static final class QuotaExceeded extends Failure {
    public QuotaExceeded(String message) {
      super(message);
    }
  }

  /** Whether something may be spent could not be found out, so the engine was not asked. */
  public static final class LedgerUnavailable extends Failure {
    public LedgerUnavailable(String message) {
      super(message);
    }
  }

  /** The engine's queue is full; it was not asked. */
  public static final class EngineBusy extends Failure {
    private final Duration retryAfter;

    public EngineBusy(Duration retryAfter, String message) {
      super(message);
      this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
      return retryAfter;
    }
  }

  /** The endpoint is starting and stayed so for as long as a request may wait; it was not asked. */
  public static final class ModelWarmingUp extends Failure {
    private final Duration retryAfter;

    public ModelWarmingUp(Duration retryAfter, String message) {
      super(message);
      this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
      return retryAfter;
    }
  }

  /** The engine refused the request as one that it cannot serve. */
  public static final class EngineRejected extends Failure {
    public EngineRejected(String message) {
      super(message);
    }
  }

  /** The engine broke, or its answer did; tokens may have been paid for. */
  public static final class EngineFailed extends Failure {
    public EngineFailed(String message) {
      super(message);
    }
  }

  /** The platform ended a call that took too long; tokens have been paid for. */
  public static final class EngineTimedOut extends Failure {
    public EngineTimedOut(String message) {
      super(message);
    }
  }

  /** Our own deadline passed; tokens may have been paid for. */
  public static final class DeadlineExceeded extends Failure {
    public DeadlineExceeded(String message) {
      super(message);
    }
  }

  /** The platform is out of order for now. */
  public static final class EndpointUnavailable extends Failure {
    public EndpointUnavailable(String message) {
      super(message);
    }
  }

  /** Something that the platform depends on failed. */
  public static final class DependencyFailed extends Failure {
    public DependencyFailed(String message) {
      super(message);
    }
  }

  /** The deployment is wrong: only its operator can mend it; the details are in the log. */
  public static final class Misconfigured extends Failure {
    public Misconfigured(String message) {
      super(message);
    }
  }

  /** The model answered, but not in the form that was required, also when asked to repair it. */
  public static final class UnusableOutput extends Failure {
    public UnusableOutput(String message) {
      super(message);
    }
  }

  /** The server is about to end; what it had begun for the request is given up. */
  public static final class ShuttingDown extends Failure {
    public ShuttingDown() {
      super("the server is shutting down; ask again once it is back");
    }
  }

  /** The client is gone; nobody reads a reply. */
  public static final class Cancelled extends Failure {
    public Cancelled() {
      super("the client went away");
    }
  }

  /** A defect of ours. */
  public static final class Internal extends Failure {
    public Internal() {
      super("internal error; report it with the request id in the x-request-id header");
    }
  }
}
