package io.github.slmsagemaker.local.sagemaker;

import io.github.slmsagemaker.http.HttpStream;
import java.util.Arrays;

/** Puts each piece of a container's answer into a frame, until told to misbehave. */
final class FramedStream implements HttpStream {
  private final HttpStream caller;
  private final Misbehaviour how;
  private final CallLimit limit;
  private int parts;
  private boolean over;

  FramedStream(HttpStream caller, Misbehaviour how, CallLimit limit) {
    this.caller = caller;
    this.how = how;
    this.limit = limit;
  }

  @Override
  public void write(byte[] piece) {
    if (piece.length == 0 || over) {
      return;
    }
    limit.requireTime();
    byte[] frame = Frames.part(piece);
    over = misbehaves(frame);
    if (!over) {
      caller.write(frame);
      parts++;
    }
  }

  @Override
  public void end() {
    if (!over) {
      limit.requireTime();
      over = true;
      caller.end();
    }
  }

  @Override
  public void abort() {
    if (!over) {
      over = true;
      String code = limit.over() ? "ModelInvocationTimeExceeded" : "StreamBroken";
      caller.write(Frames.modelStreamError(code, "the container's stream broke off"));
      caller.end();
    }
  }

  /** Does instead of sending {@code frame} what was asked for; whether that ended the answer. */
  private boolean misbehaves(byte[] frame) {
    return switch (how) {
      case Misbehaviour.HalfFrame() -> {
        caller.write(Arrays.copyOf(frame, frame.length / 2));
        caller.end();
        yield true;
      }
      case Misbehaviour.Cut(int most) when parts >= most -> {
        caller.abort();
        yield true;
      }
      case Misbehaviour.BreakStream(int most) when parts >= most -> {
        caller.write(Frames.modelStreamError("StreamBroken", "told to break the stream"));
        caller.end();
        yield true;
      }
      case Misbehaviour.None _,
          Misbehaviour.Refuse _,
          Misbehaviour.Hold _,
          Misbehaviour.HoldForever _,
          Misbehaviour.Reset _,
          Misbehaviour.Cut _,
          Misbehaviour.BreakStream _ ->
          false;
    };
  }
}
