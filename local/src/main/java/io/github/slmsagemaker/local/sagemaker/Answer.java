package io.github.slmsagemaker.local.sagemaker;

import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.HttpReply;
import io.github.slmsagemaker.http.HttpStream;
import io.github.slmsagemaker.invoker.sagemaker.EndpointName;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes a container's answer and gives it to the caller in SageMaker's form, well or badly.
 *
 * @param caller who asked the endpoint
 * @param endpoint the endpoint
 * @param streamed whether the caller asked for a response stream
 * @param how the misbehaviour, if any
 * @param limit the call's time; ends the container's connection as the caller's hang-up does
 */
record Answer(
    HttpReply caller, EndpointName endpoint, boolean streamed, Misbehaviour how, CallLimit limit)
    implements HttpReply {

  @Override
  public void send(int status, Headers headers, byte[] body) {
    if (status / 100 != 2) {
      String said = new String(body, StandardCharsets.UTF_8);
      AwsError.model(endpoint, status, said).sendTo(caller);
    } else if (streamed) {
      HttpStream parts = stream(status, headers);
      parts.write(body);
      parts.end();
    } else {
      boolean half = how instanceof Misbehaviour.HalfFrame;
      byte[] sent = half ? Arrays.copyOf(body, body.length / 2) : body;
      caller.send(200, invoked("Content-Type", contentType(headers)), sent);
    }
  }

  @Override
  public HttpStream stream(int status, Headers headers) {
    if (status / 100 != 2 || !streamed) {
      return new Collected(this, status, headers, new ByteArrayOutputStream());
    }
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
    return caller.disconnected();
  }

  @Override
  public void onStop(Runnable listener) {
    caller.onStop(listener);
  }

  /** The container gave no whole answer. */
  void brokeOff() {
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
      answer.brokeOff();
    }
  }
}
