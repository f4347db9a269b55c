package io.github.slmsagemaker.invoker.calls;

import io.github.slmsagemaker.core.engine.Call;
import io.github.slmsagemaker.core.engine.Capabilities;
import io.github.slmsagemaker.core.engine.Completion;
import io.github.slmsagemaker.core.engine.Engine;
import io.github.slmsagemaker.core.engine.Generation;
import io.github.slmsagemaker.core.failure.Failure;

/**
 * Answers longer than one call allows (promise P5), for endpoints that answer in one piece.
 *
 * <p>Each call is sized by the pace observed so far, reading included, and the answer goes on in a
 * further call behind the ids of the calls before, until the model stops, the budget is used up or
 * there may be no more calls: then the answer ends with {@code length}. It ends so too where the
 * engine did not return every id, and where it cannot continue at all. Text comes after each call.
 *
 * <ul>
 *   <li>A prompt that is too long to be read in one call is read in growing prefixes where the
 *       cache is certain; elsewhere it is refused before anything is spent.
 *   <li>A call that was cut inside a character gives the tokens of that character back: they are
 *       not handed out, not counted, and drawn again, since their bytes are known to the engine
 *       alone. Finding them costs the calls that may be continued a list of probabilities.
 *   <li>A grammar begins anew with each call, so only the first is held to an output schema; the
 *       rest goes on from there freely, and whoever asked for the form has to check it.
 *   <li>A seed is moved on with each call: the same draws again could repeat the same words.
 *   <li>No call is made twice. Once tokens were paid for, a model that is not ready is {@link
 *       Failure.EndpointUnavailable}, which clients do not try again by themselves.
 * </ul>
 *
 * <p>A request of someone else that comes in between empties the one cache there is: the prompt is
 * then read again. The next call is sized for that, the one that met it may run out of time.
 *
 * @param delegate makes the calls, and waits where the model is not ready
 * @param limits bound them
 * @param pace what was observed, of all requests together
 */
public record ContinuingEngine(Engine delegate, CallLimits limits, Pace pace) implements Engine {

  @Override
  public Capabilities capabilities() {
    return delegate.capabilities();
  }

  @Override
  public Completion generate(Generation generation, Call call, PieceListener pieces) {
    BoundedCalls calls = new BoundedCalls(delegate, limits, pace, call);
    PromptReading reading = new PromptReading(calls, limits);
    double first = Math.max(calls.writable(reading.unread(generation)), reading.least(generation));
    return new LongAnswer(calls, limits.cacheCertain(), generation, pieces).toEnd(first);
  }
}
