package io.github.slmsagemaker.core.output;

import io.github.slmsagemaker.core.chat.ToolCall;
import io.github.slmsagemaker.core.format.RenderedPrompt;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads a model's answer while it comes: text, and calls of tools, in {@code <tool_call>} tags
 * anywhere or, at its very end, in the other ways that small models have ({@link TrailingCalls}).
 *
 * <p>The deltas do not depend on where the answer was split into pieces, but for texts, which are
 * handed out as early as can be. A call that is malformed, names no offered tool or is longer than
 * 256 KiB is text, character by character; white space around calls is dropped, but for a line
 * break between two texts. A character that came whole is handed out whole. Holds at most what may
 * be a call.
 *
 * <p>Not safe for use by several threads.
 */
public final class AnswerParser {
  /** White space beyond this is not held back for a call to come. */
  private static final int LONGEST_GAP = 1024;

  private final Set<String> callable;
  private final boolean several;
  private final Supplier<String> ids;
  private final StringBuilder held = new StringBuilder();
  private final CallScanner scanner = new CallScanner();
  private final TrailingCalls trailing;
  private final TextMarks marks;
  private final DeltaList deltas = new DeltaList();
  private int from;
  private Reading reading;
  private boolean complete;
  private boolean ended;

  /** What the held text is, as far as it is known. */
  private enum Reading {
    TEXT,
    /** After a {@code <tool_call>}. */
    CALL,
    /** Calls, should the answer end with them. */
    TRAILING
  }

  /**
   * A parser for one answer.
   *
   * @param callable names of the tools that may be called; with none, everything is text
   * @param insideCall whether the prompt ended inside a {@code <tool_call>}
   * @param several whether the answer may hold several calls; else the first one ends it
   * @param ids makes the calls' ids, such as {@link CallIds}
   */
  public AnswerParser(
      Set<String> callable, boolean insideCall, boolean several, Supplier<String> ids) {
    this.callable = Set.copyOf(callable);
    this.several = several;
    this.ids = ids;
    this.trailing = new TrailingCalls(this.callable);
    this.marks = new TextMarks(trailing);
    this.reading = insideCall && !callable.isEmpty() ? Reading.CALL : Reading.TEXT;
    scanner.begin(0);
  }

  /** A parser for the answer to this prompt. */
  public static AnswerParser of(RenderedPrompt prompt, Supplier<String> ids) {
    return new AnswerParser(prompt.callable(), prompt.insideCall(), prompt.severalCalls(), ids);
  }

  /** Takes a piece and returns what is certain now. */
  public List<Delta> feed(String piece) {
    if (callable.isEmpty()) {
      deltas.text(piece);
      return deltas.take();
    }
    held.append(piece);
    return read();
  }

  /** Returns the rest when no more comes; a call without its end tag counts if it is complete. */
  public List<Delta> finish() {
    complete = true;
    return read();
  }

  /** Whether nothing that still comes will be handed out: the only call has been made. */
  public boolean ended() {
    return ended;
  }

  private List<Delta> read() {
    while (!ended && step()) {
      // each step hands something out, or takes the held text for something else
    }
    int lost = ended ? held.length() : from;
    held.delete(0, lost);
    scanner.shift(lost);
    trailing.shift(lost);
    marks.shift(lost);
    from = 0;
    return deltas.take();
  }

  private boolean step() {
    return switch (reading) {
      case TEXT -> readText();
      case CALL -> readCall();
      case TRAILING -> readTrailing();
    };
  }

  /** Hands out text up to what may be the white space before a call, or its mark. */
  private boolean readText() {
    int at = from;
    while (at < held.length() && Character.isWhitespace(held.charAt(at))) {
      at++;
    }
    if (at - from > LONGEST_GAP) {
      handOut(at - LONGEST_GAP);
    }
    switch (marks.at(held, at)) {
      case CALL -> {
        reading = Reading.CALL;
        scanner.begin(at + Tag.START.length());
      }
      case CALLS -> {
        reading = Reading.TRAILING;
        trailing.begin(at);
      }
      case FENCE -> {
        marks.passFence();
        handOut(at + TrailingCalls.FENCE.length());
      }
      case NONE -> handOut(nextCandidate(at + 1));
      case UNDECIDED -> {
        handOut(complete ? held.length() : from);
        return false;
      }
    }
    return true;
  }

  private int nextCandidate(int start) {
    int at = start;
    while (at < held.length()
        && "<`{[".indexOf(held.charAt(at)) < 0
        && !Character.isWhitespace(held.charAt(at))) {
      at++;
    }
    return at;
  }

  private boolean readCall() {
    switch (scanner.scan(held)) {
      case END -> leaveCall(scanner.at(), scanner.at() + Tag.END.length());
      case NEXT -> leaveCall(scanner.at(), scanner.at());
      case NO_CALL -> {
        handOut(scanner.resume(scanner.at()));
        reading = Reading.TEXT;
      }
      case NOTHING -> {
        if (!complete) {
          return false;
        }
        leaveCall(scanner.at(), held.length()); // an end tag that was cut off is not looked at
      }
    }
    return true;
  }

  private void leaveCall(int bodyEnd, int next) {
    reading = Reading.TEXT;
    Optional<CallBody> body = CallBody.read(held.substring(scanner.start(), bodyEnd), callable);
    if (body.isPresent()) {
      call(body.get());
      from = next;
    } else {
      handOut(scanner.resume(next));
    }
  }

  private boolean readTrailing() {
    boolean fits = trailing.read(held);
    if (fits && !complete) {
      return false;
    }
    reading = Reading.TEXT;
    Optional<List<CallBody>> calls = fits ? trailing.ended(held) : Optional.empty();
    calls.ifPresent(
        all -> {
          all.forEach(this::call);
          from = held.length();
        });
    marks.plainUntil(fits ? held.length() : trailing.failedAt());
    return true;
  }

  private void call(CallBody body) {
    if (!ended) {
      deltas.call(new ToolCall(ids.get(), body.name(), body.arguments()));
      ended = !several;
    }
  }

  private void handOut(int end) {
    deltas.text(held.substring(from, end));
    from = end;
  }
}
