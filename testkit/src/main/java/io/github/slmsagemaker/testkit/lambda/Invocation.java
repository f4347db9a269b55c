package io.github.slmsagemaker.testkit.lambda;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One event on its way through a function, seen by who sent it. */
public final class Invocation {
  private static final byte[] END = new byte[0];

  /**
   * AWS's client for Rust sends what it announces as trailers in a last chunk of the body; what
   * Lambda makes of that is written nowhere, so that here it is an end that is not good.
   */
  private static final String BROKEN = "Lambda-Runtime-Function-Error-Type:";

  private final String id;
  private final byte[] event;
  private final Instant deadline;
  private final CompletableFuture<Answer> answer = new CompletableFuture<>();
  private final LinkedBlockingQueue<byte[]> parts = new LinkedBlockingQueue<>();
  private final CompletableFuture<Map<String, String>> end = new CompletableFuture<>();

  Invocation(String id, byte[] event, Instant deadline) {
    this.id = id;
    this.event = event;
    this.deadline = deadline;
  }

  String id() {
    return id;
  }

  byte[] event() {
    return event;
  }

  Instant deadline() {
    return deadline;
  }

  /**
   * What the function answered with, once its answer began.
   *
   * @throws FunctionFailed if it reported an error, was ended, or said nothing in time
   */
  public Answer answer(Duration patience) throws InterruptedException {
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      throw new FunctionFailed(String.valueOf(failed.getMessage()));
    } catch (TimeoutException silent) {
      throw new Silent(patience);
    }
  }

  /** Whether the answer was taken to its end, and whether that was a good one; waits for it. */
  public boolean endedWell(Duration patience) throws InterruptedException {
    try {
      return end.get(patience.toMillis(), TimeUnit.MILLISECONDS).isEmpty();
    } catch (ExecutionException | TimeoutException broken) {
      return false;
    }
  }

  /** The function's answer is coming: its body is taken from the connection whoever reads it. */
  void take(HeardRequest response) throws IOException {
    answer.complete(
        new Answer(
            response.header("content-type"),
            response.header("lambda-runtime-function-response-mode").equals("streaming"),
            new Parts(parts)));
    try {
      for (byte[] part = response.body().next(); part.length > 0; part = response.body().next()) {
        String text = new String(part, ISO_8859_1);
        if (text.startsWith(BROKEN)) {
          end.complete(Map.of("error", text));
        } else {
          parts.add(part);
        }
      }
      end.complete(response.body().trailers());
    } catch (IOException broken) {
      end.completeExceptionally(broken);
      throw broken;
    } finally {
      parts.add(END);
    }
  }

  /** The function is over without an answer, or without the rest of one. */
  void fail(String reason) {
    answer.completeExceptionally(new FunctionFailed(reason));
    end.completeExceptionally(new FunctionFailed(reason));
    parts.add(END);
  }

  boolean over() {
    return end.isDone();
  }

  Optional<Duration> left(Instant now) {
    Duration left = Duration.between(now, deadline);
    return left.isPositive() ? Optional.of(left) : Optional.empty();
  }

  /**
   * A function's answer.
   *
   * @param contentType what the runtime's client called it
   * @param streamed whether it came while it was made
   * @param body its bytes, as they come
   */
  public record Answer(String contentType, boolean streamed, InputStream body) {}

  /** A function that did not answer. */
  public static class FunctionFailed extends RuntimeException {
    public FunctionFailed(String reason) {
      super(reason);
    }
  }

  /** A function that has not answered yet. */
  public static final class Silent extends FunctionFailed {
    public Silent(Duration patience) {
      super("no answer within " + patience);
    }
  }

  /** Reads what has come, and waits for more: a read gives no more than one part. */
  private static final class Parts extends InputStream {
    private final LinkedBlockingQueue<byte[]> parts;
    private byte[] part = new byte[0];
    private int at;
    private boolean ended;

    Parts(LinkedBlockingQueue<byte[]> parts) {
      this.parts = parts;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (at == part.length && !more()) {
        return -1;
      }
      int some = Math.min(length, part.length - at);
      System.arraycopy(part, at, into, offset, some);
      at += some;
      return some;
    }

    @Override
    public int available() {
      return part.length - at;
    }

    private boolean more() throws IOException {
      if (ended) {
        return false;
      }
      try {
        part = parts.take();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", interrupted);
      }
      at = 0;
      ended = Arrays.equals(part, END);
      return !ended;
    }
  }
}
