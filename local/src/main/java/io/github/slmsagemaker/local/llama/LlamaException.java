package io.github.slmsagemaker.local.llama;

import org.jspecify.annotations.Nullable;

/** Everything that can go wrong with the engine, one type per case a caller treats differently. */
public abstract sealed class LlamaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private LlamaException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  private LlamaException(String message) {
    this(message, null);
  }

  /** This machine cannot run the native library: platform, processor or a missing package. */
  public static final class UnsupportedMachine extends LlamaException {
    private static final long serialVersionUID = 1L;

    public UnsupportedMachine(String message) {
      super(message);
    }
  }

  /** The native library could not be unpacked, or is not the one that this code was written for. */
  public static final class LibraryUnusable extends LlamaException {
    private static final long serialVersionUID = 1L;

    public LibraryUnusable(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** A model that this llama.cpp cannot run, or that writes no text. */
  public static final class UnsupportedModel extends LlamaException {
    private static final long serialVersionUID = 1L;

    public UnsupportedModel(String message) {
      super(message);
    }
  }

  /** llama.cpp refused a model or a context; the message has its own first error. */
  public static final class LoadFailed extends LlamaException {
    private static final long serialVersionUID = 1L;

    public LoadFailed(String message) {
      super(message);
    }
  }

  /** The model would not fit into the memory that is free. */
  public static final class TooLittleMemory extends LlamaException {
    private static final long serialVersionUID = 1L;
    private final long neededBytes;
    private final long availableBytes;

    public TooLittleMemory(String message, long neededBytes, long availableBytes) {
      super(message);
      this.neededBytes = neededBytes;
      this.availableBytes = availableBytes;
    }

    /** What the model, its cache and its buffers need. */
    public long neededBytes() {
      return neededBytes;
    }

    /** What the machine, or the control group of this process, has left. */
    public long availableBytes() {
      return availableBytes;
    }
  }

  /** A request that cannot be run whatever the model's state is: a caller's mistake. */
  public static final class InvalidRequest extends LlamaException {
    private static final long serialVersionUID = 1L;

    public InvalidRequest(String message) {
      super(message);
    }
  }

  /** A prompt that leaves no room for an answer. */
  public static final class ContextOverflow extends LlamaException {
    private static final long serialVersionUID = 1L;
    private final int promptTokens;
    private final int contextTokens;

    public ContextOverflow(int promptTokens, int contextTokens) {
      super(
          "the prompt has %d tokens, the context holds %d and needs room for one more; shorten it"
              .formatted(promptTokens, contextTokens));
      this.promptTokens = promptTokens;
      this.contextTokens = contextTokens;
    }

    /** Tokens in the refused prompt. */
    public int promptTokens() {
      return promptTokens;
    }

    /** Tokens that prompt and answer may have together. */
    public int contextTokens() {
      return contextTokens;
    }
  }

  /** A grammar that llama.cpp would ignore or that would exhaust it. */
  public static final class InvalidGrammar extends LlamaException {
    private static final long serialVersionUID = 1L;

    public InvalidGrammar(String message) {
      super(message);
    }
  }

  /** As many generations wait as may wait. */
  public static final class Busy extends LlamaException {
    private static final long serialVersionUID = 1L;
    private final int waiting;

    public Busy(int waiting) {
      super(
          "the engine is busy and %d requests wait, which is the limit; retry".formatted(waiting));
      this.waiting = waiting;
    }

    /** How many generations wait. */
    public int waiting() {
      return waiting;
    }
  }

  /** The engine was closed before or while it worked on the request. */
  public static final class Closed extends LlamaException {
    private static final long serialVersionUID = 1L;

    public Closed(String message) {
      super(message);
    }
  }

  /** The native computation failed; the session starts afresh with the next request. */
  public static final class ComputationFailed extends LlamaException {
    private static final long serialVersionUID = 1L;

    public ComputationFailed(String message) {
      super(message);
    }
  }
}
