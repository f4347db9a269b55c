package io.github.slmsagemaker.http;

import java.util.function.UnaryOperator;

/** Another reply, whose headers are changed on their way. */
record AmendedReply(HttpReply reply, UnaryOperator<Headers> change) implements HttpReply {
  @Override
  public void send(int status, Headers headers, byte[] body) {
    reply.send(status, change.apply(headers), body);
  }

  @Override
  public HttpStream stream(int status, Headers headers) {
    return reply.stream(status, change.apply(headers));
  }

  @Override
  public void onDisconnect(Runnable listener) {
    reply.onDisconnect(listener);
  }

  @Override
  public boolean disconnected() {
    return reply.disconnected();
  }

  @Override
  public void onStop(Runnable listener) {
    reply.onStop(listener);
  }
}
