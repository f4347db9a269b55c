package io.github.slmsagemaker.testkit.engine;

import io.github.slmsagemaker.core.engine.Call;
import io.github.slmsagemaker.core.engine.Cancellation;
import io.github.slmsagemaker.core.engine.Capabilities;
import io.github.slmsagemaker.core.engine.Completion;
import io.github.slmsagemaker.core.engine.Completion.FinishReason;
import io.github.slmsagemaker.core.engine.Engine;
import io.github.slmsagemaker.core.engine.Generation;
import io.github.slmsagemaker.core.engine.Piece;
import io.github.slmsagemaker.core.failure.Failure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * An engine that answers from a script: each call takes the next {@link Behaviour}, and the usual
 * one once the script is used up. Safe for use by several threads.
 *
 * <p>It keeps {@link EngineContract}: one piece counts as one token, so an answer of more pieces
 * than {@code maxTokens} is cut with {@link FinishReason#LENGTH}. It ends as soon as its listener
 * has enough.
 */
public final class FakeEngine implements Engine {
  /** Everything an engine can do. */
  public static final Capabilities EVERYTHING = Capabilities.everything();

  private final Capabilities capabilities;
  private final Behaviour usual;
  private final Deque<Behaviour> script = new ArrayDeque<>();
  private final List<Generation> generations = new ArrayList<>();

  private FakeEngine(Capabilities capabilities, Behaviour usual) {
    this.capabilities = capabilities;
    this.usual = usual;
  }

  /** An engine that can do everything and usually behaves like this. */
  public static FakeEngine usually(Behaviour usual) {
    return new FakeEngine(EVERYTHING, usual);
  }

  /** An engine that can do everything and usually says this. */
  public static FakeEngine saying(String... pieces) {
    return usually(Behaviour.say(pieces));
  }

  /** The same usual behaviour, from an engine that can do only this. */
  public FakeEngine able(Capabilities only) {
    return new FakeEngine(only, usual);
  }

  /** Adds to the script. */
  public synchronized FakeEngine then(Behaviour... behaviours) {
    script.addAll(List.of(behaviours));
    return this;
  }

  /** Every generation asked for so far, refused ones included. */
  public synchronized List<Generation> generations() {
    return List.copyOf(generations);
  }

  @Override
  public Capabilities capabilities() {
    return capabilities;
  }

  @Override
  public Completion generate(Generation generation, Call call, PieceListener pieces) {
    Behaviour behaviour = next(generation);
    int handedOut = 0;
    for (Piece piece : behaviour.pieces()) {
      requireWanted(call);
      if (behaviour.cutAt(generation.maxTokens(), handedOut)) {
        break;
      }
      pieces.accept(piece);
      handedOut++;
      if (pieces.enough()) {
        break;
      }
    }
    return behaviour.end(generation, call, handedOut);
  }

  private synchronized Behaviour next(Generation generation) {
    generations.add(generation);
    Behaviour next = script.poll();
    return next == null ? usual : next;
  }

  private static void requireWanted(Call call) {
    if (call.cancellation().cancelled()) {
      throw new Failure.Cancelled();
    }
    if (call.deadline().passed()) {
      throw new Failure.DeadlineExceeded("the fake engine's deadline has passed");
    }
  }

  /** What an engine does in one call: hands out pieces, then ends in its own way. */
  public sealed interface Behaviour {
    /** What is handed out first. */
    List<Piece> pieces();

    /** Ends the call after {@code handedOut} pieces. */
    Completion end(Generation generation, Call call, int handedOut);

    /** Whether {@code maxTokens} cuts this behaviour short after {@code handedOut} pieces. */
    default boolean cutAt(int maxTokens, int handedOut) {
      return false;
    }

    /** Says this, a token a piece, and stops by itself. */
    static Behaviour say(String... pieces) {
      return new Says(Arrays.stream(pieces).map(Piece::of).toList());
    }

    /** Hands out exactly these and ends exactly so, whatever the budget. */
    static Behaviour answer(List<Piece> pieces, Completion completion) {
      return new Answers(List.copyOf(pieces), completion);
    }

    /** Hands out these, then fails. */
    static Behaviour fail(Failure failure, String... piecesBefore) {
      return new Fails(Arrays.stream(piecesBefore).map(Piece::of).toList(), failure);
    }

    /** Hands out these, then does nothing until the call is cancelled or its deadline passes. */
    static Behaviour stall(String... piecesBefore) {
      return new Stalls(Arrays.stream(piecesBefore).map(Piece::of).toList());
    }
  }

  private record Says(List<Piece> pieces) implements Behaviour {
    @Override
    public boolean cutAt(int maxTokens, int handedOut) {
      return handedOut == maxTokens;
    }

    @Override
    public Completion end(Generation generation, Call call, int handedOut) {
      FinishReason reason = handedOut < pieces.size() ? FinishReason.LENGTH : FinishReason.STOP;
      return new Completion(
          reason, promptTokens(generation), handedOut, 0, List.of(), Optional.empty());
    }

    private static int promptTokens(Generation generation) {
      String text = generation.prompt().text();
      return text.split("\\s+", -1).length + generation.prompt().generated().size();
    }
  }

  private record Answers(List<Piece> pieces, Completion completion) implements Behaviour {
    @Override
    public Completion end(Generation generation, Call call, int handedOut) {
      return completion;
    }
  }

  private record Fails(List<Piece> pieces, Failure failure) implements Behaviour {
    @Override
    public Completion end(Generation generation, Call call, int handedOut) {
      throw failure;
    }
  }

  private record Stalls(List<Piece> pieces) implements Behaviour {
    @Override
    public Completion end(Generation generation, Call call, int handedOut) {
      CountDownLatch cancelled = new CountDownLatch(1);
      try (Cancellation.Registration _ = call.cancellation().onCancel(cancelled::countDown)) {
        Duration left = call.deadline().remaining();
        if (cancelled.await(left.toNanos(), TimeUnit.NANOSECONDS)) {
          throw new Failure.Cancelled();
        }
        throw new Failure.DeadlineExceeded("the fake engine stalled until its deadline");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Failure.Cancelled();
      }
    }
  }
}
