package io.github.slmsagemaker.invoker.telemetry;

import io.github.slmsagemaker.core.engine.Call;
import io.github.slmsagemaker.core.engine.Capabilities;
import io.github.slmsagemaker.core.engine.Completion;
import io.github.slmsagemaker.core.engine.Engine;
import io.github.slmsagemaker.core.engine.Generation;
import io.github.slmsagemaker.core.engine.Piece;
import io.github.slmsagemaker.core.failure.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Counts what one request costs, by listening at two places: around each model call, and around all
 * that is put together from several. Used by one thread.
 */
public final class RequestTally {
  private final InstantSource clock;
  private final Instant start;
  private final boolean wantsText;
  private final StringBuilder prompt = new StringBuilder();
  private final StringBuilder answer = new StringBuilder();
  private Optional<Duration> firstToken = Optional.empty();
  private boolean asked;
  private boolean streamed;
  private boolean coldStart;
  private int calls;
  private int promptTokens;
  private int completionTokens;

  /**
   * Begins with the request.
   *
   * @param wantsText whether to keep prompt and answer
   */
  public RequestTally(InstantSource clock, boolean wantsText) {
    this.clock = clock;
    this.start = clock.instant();
    this.wantsText = wantsText;
  }

  /** The model is going to be asked. */
  public void asked(boolean forStream) {
    asked = true;
    streamed = forStream;
  }

  /** Counts single calls of an engine. */
  public Engine eachCall(Engine engine) {
    return new EachCall(engine);
  }

  /** Counts tokens and times of an engine's generations, however many calls each takes. */
  public Engine eachGeneration(Engine engine) {
    return new EachGeneration(engine);
  }

  /** What it came to by now. */
  public RequestReport report(
      String requestId, Optional<String> keyId, String route, Outcome outcome) {
    Instant now = clock.instant();
    Optional<RequestReport.Work> work = asked ? Optional.of(work()) : Optional.empty();
    return new RequestReport(
        now, requestId, keyId, route, Duration.between(start, now), outcome, work);
  }

  private RequestReport.Work work() {
    Optional<RequestReport.Text> text =
        wantsText
            ? Optional.of(new RequestReport.Text(prompt.toString(), answer.toString()))
            : Optional.empty();
    return new RequestReport.Work(
        streamed, promptTokens, completionTokens, calls, coldStart, firstToken, text);
  }

  private void said(String text) {
    if (firstToken.isEmpty() && !text.isEmpty()) {
      firstToken = Optional.of(Duration.between(start, clock.instant()));
    }
    if (wantsText) {
      answer.append(text);
    }
  }

  private final class EachCall implements Engine {
    private final Engine engine;

    EachCall(Engine engine) {
      this.engine = engine;
    }

    @Override
    public Capabilities capabilities() {
      return engine.capabilities();
    }

    @Override
    public Completion generate(Generation generation, Call call, PieceListener pieces) {
      calls++;
      try {
        return engine.generate(generation, call, pieces);
      } catch (Failure.ModelWarmingUp cold) {
        coldStart = true;
        calls--;
        throw cold;
      } catch (Failure.RateLimited notAsked) {
        calls--;
        throw notAsked;
      }
    }
  }

  private final class EachGeneration implements Engine {
    private final Engine engine;

    EachGeneration(Engine engine) {
      this.engine = engine;
    }

    @Override
    public Capabilities capabilities() {
      return engine.capabilities();
    }

    @Override
    public Completion generate(Generation generation, Call call, PieceListener pieces) {
      if (wantsText) {
        prompt.append(generation.prompt().text());
      }
      Completion completion = engine.generate(generation, call, new Overheard(pieces));
      promptTokens += completion.promptTokens();
      completionTokens += completion.completionTokens();
      return completion;
    }
  }

  private final class Overheard implements Engine.PieceListener {
    private final Engine.PieceListener target;

    Overheard(Engine.PieceListener target) {
      this.target = target;
    }

    @Override
    public void accept(Piece piece) {
      said(piece.text());
      target.accept(piece);
    }

    @Override
    public boolean enough() {
      return target.enough();
    }
  }
}
