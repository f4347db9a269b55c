package io.github.slmsagemaker.local.sagemaker;

import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.HttpReply;
import io.github.slmsagemaker.http.HttpStream;
import io.github.slmsagemaker.invoker.sagemaker.EndpointName;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Takes a container's answer and gives it to the caller in SageMaker's form, well or badly. To the
 * container the end of the call's time is a hang-up.
 */
final class Answer implements HttpReply {
  private final HttpReply caller;
  private final EndpointName endpoint;
  private final boolean streamed;
  private final Misbehaviour how;
  private final CallLimit limit;
  private boolean told;
  private @Nullable HttpStream body;

  /**
   * @param caller who asked the endpoint
   * @param endpoint the endpoint
   * @param streamed whether the caller asked for a response stream
   * @param how the misbehaviour, if any
   * @param limit the call's time
   */
  Answer(
      HttpReply caller,
      EndpointName endpoint,
      boolean streamed,
      Misbehaviour how,
      CallLimit limit) {
    this.caller = caller;
    this.endpoint = endpoint;
    this.streamed = streamed;
    this.how = how;
    this.limit = limit;
  }

  @Override
  public void send(int status, Headers headers, byte[] whole) {
    limit.requireTime();
    if (status / 100 != 2) {
      told = true;
      String said = new String(whole, StandardCharsets.UTF_8);
      AwsError.model(endpoint, status, said).sendTo(caller);
    } else if (streamed) {
      HttpStream parts = stream(status, headers);
      parts.write(whole);
      parts.end();
    } else {
      told = true;
      boolean half = how instanceof Misbehaviour.HalfFrame;
      byte[] sent = half ? Arrays.copyOf(whole, whole.length / 2) : whole;
      caller.send(200, invoked("Content-Type", contentType(headers)), sent);
    }
  }

  @Override
  public HttpStream stream(int status, Headers headers) {
    limit.requireTime();
    HttpStream begun =
        status / 100 == 2 && streamed
            ? framed(headers)
            : new Collected(this, status, headers, new ByteArrayOutputStream());
    body = begun;
    return begun;
  }

  private HttpStream framed(Headers headers) {
    Headers sent =
        invoked("X-Amzn-SageMaker-Content-Type", contentType(headers))
            .with("Content-Type", Frames.CONTENT_TYPE);
    return new FramedStream(caller.stream(200, sent), how, limit);
  }

  @Override
  public void onDisconnect(Runnable listener) {
    caller.onDisconnect(listener);
    limit.onOver(listener);
  }

  @Override
  public boolean disconnected() {
    return caller.disconnected() || limit.over();
  }

  @Override
  public void onStop(Runnable listener) {
    caller.onStop(listener);
  }

  /** The container will say no more; tells the caller where that was no whole answer. */
  void close() {
    HttpStream begun = body;
    if (begun != null) {
      begun.abort();
    }
    if (begun == null && !told) {
      brokeOff();
    }
  }

  private void brokeOff() {
    told = true;
    AwsError error =
        limit.over()
            ? AwsError.timedOut(endpoint)
            : AwsError.model(endpoint, 500, "the container broke off");
    error.sendTo(caller);
  }

  private static Headers invoked(String name, String value) {
    return Headers.of(name, value).with("x-Amzn-Invoked-Production-Variant", "AllTraffic");
  }

  private static String contentType(Headers headers) {
    return headers.first("Content-Type").orElse("application/octet-stream");
  }

  /** An answer that the container sends in pieces and the caller gets whole. */
  private record Collected(Answer answer, int status, Headers headers, ByteArrayOutputStream body)
      implements HttpStream {
    @Override
    public void write(byte[] piece) {
      body.writeBytes(piece);
    }

    @Override
    public void end() {
      answer.send(status, headers, body.toByteArray());
    }

    @Override
    public void abort() {
      if (!answer.told) {
        answer.brokeOff();
      }
    }
  }
}
