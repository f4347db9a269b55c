package io.github.slmsagemaker.core.output;

import io.github.slmsagemaker.core.chat.ToolCall;
import io.github.slmsagemaker.core.format.RenderedPrompt;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads a model's answer while it comes: text, and calls of tools in {@code <tool_call>} tags.
 *
 * <p>The deltas do not depend on where the answer was split into pieces, but for texts, which are
 * handed out as early as can be. A call that is malformed, names no offered tool or is longer than
 * 256 KiB is text, character by character; white space around calls is dropped, but for a line
 * break between two texts. A character that came whole is handed out whole. Holds at most the call
 * under way.
 *
 * <p>Not safe for use by several threads.
 */
public final class AnswerParser {
  /** White space beyond this is not held back for a call to come. */
  private static final int LONGEST_GAP = 1024;

  private final Set<String> callable;
  private final Supplier<String> ids;
  private final StringBuilder held = new StringBuilder();
  private final CallScanner scanner = new CallScanner();
  private final DeltaList deltas = new DeltaList();
  private int from;
  private boolean inCall;
  private boolean complete;

  /**
   * A parser for one answer.
   *
   * @param callable names of the tools that may be called; with none, everything is text
   * @param insideCall whether the prompt ended inside a {@code <tool_call>}
   * @param ids makes the calls' ids, such as {@link CallIds}
   */
  public AnswerParser(Set<String> callable, boolean insideCall, Supplier<String> ids) {
    this.callable = Set.copyOf(callable);
    this.ids = ids;
    this.inCall = insideCall && !callable.isEmpty();
    scanner.begin(0);
  }

  /** A parser for the answer to this prompt. */
  public static AnswerParser of(RenderedPrompt prompt, Supplier<String> ids) {
    return new AnswerParser(prompt.callable(), prompt.insideCall(), ids);
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

  private List<Delta> read() {
    while (inCall ? readCall() : readText()) {
      // each step hands something out or enters or leaves a call
    }
    held.delete(0, from);
    scanner.shift(from);
    from = 0;
    return deltas.take();
  }

  /** Hands out text up to what may be the white space before a call, or its tag. */
  private boolean readText() {
    int at = from;
    while (at < held.length() && Character.isWhitespace(held.charAt(at))) {
      at++;
    }
    if (at - from > LONGEST_GAP) {
      handOut(at - LONGEST_GAP);
    }
    Tag tag = at < held.length() ? Tag.at(held, at) : Tag.UNDECIDED;
    return switch (tag) {
      case CALL_START -> {
        inCall = true;
        scanner.begin(at + Tag.START.length());
        yield true;
      }
      case UNDECIDED -> {
        boolean rest = complete && from < held.length();
        handOut(rest ? held.length() : from);
        yield false;
      }
      case CALL_END, NONE -> {
        handOut(nextCandidate(at + 1));
        yield true;
      }
    };
  }

  private int nextCandidate(int start) {
    int at = start;
    while (at < held.length()
        && held.charAt(at) != '<'
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
        inCall = false;
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
    inCall = false;
    Optional<CallBody> body = CallBody.read(held.substring(scanner.start(), bodyEnd), callable);
    if (body.isPresent()) {
      deltas.call(new ToolCall(ids.get(), body.get().name(), body.get().arguments()));
      from = next;
    } else {
      handOut(scanner.resume(next));
    }
  }

  private void handOut(int end) {
    deltas.text(held.substring(from, end));
    from = end;
  }
}
