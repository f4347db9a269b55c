package io.github.slmsagemaker.local.llama.session;

import io.github.slmsagemaker.local.llama.LlamaException;
import io.github.slmsagemaker.local.llama.binding.LlamaLibrary;
import io.github.slmsagemaker.local.llama.binding.ModelFunctions;
import io.github.slmsagemaker.local.llama.binding.Struct;
import io.github.slmsagemaker.local.gguf.GgufException;
import io.github.slmsagemaker.local.gguf.GgufFile;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * A loaded model: its vocabulary and its numbers.
 *
 * <p>Everything here only reads the model and may be called from any thread, while a session
 * generates too. After {@link #close} every call throws {@link LlamaException.Closed}.
 */
public final class LlamaModel implements AutoCloseable {
  private final LlamaLibrary library;
  private final GgufFile file;
  private final MemorySegment handle;
  private final MemorySegment vocabulary;
  private final int vocabularySize;
  private final TokenTexts texts;
  private final ReadWriteLock lifetime = new ReentrantReadWriteLock();
  private boolean closed;
  private int sessions;

  private LlamaModel(LlamaLibrary library, GgufFile file, MemorySegment handle) {
    this.library = library;
    this.file = file;
    this.handle = handle;
    this.vocabulary = library.models.vocabulary.call(handle);
    this.vocabularySize = library.models.vocabularySize.call(vocabulary);
    this.texts = new TokenTexts(library.models, vocabulary);
  }

  /**
   * Checks and loads a file. Takes seconds for gigabytes; the weights of a mapped file are read
   * from disk as they are first needed.
   *
   * @throws GgufException if the file is not a whole GGUF
   * @throws LlamaException.UnsupportedModel for an architecture that llama.cpp does not know
   * @throws LlamaException.LoadFailed if llama.cpp refuses it
   */
  public static LlamaModel load(LlamaLibrary library, Path path) {
    return load(library, GgufFile.read(path));
  }

  /** Loads a file that was read and checked before. */
  public static LlamaModel load(LlamaLibrary library, GgufFile file) {
    requireKnown(library, file);
    ModelFunctions models = library.models;
    library.log().clear();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment params = models.defaultParams.call(arena);
      // An empty, null-terminated list: no device but the processor, also where Metal is compiled
      // in.
      Struct.MODEL_PARAMS.set(params, "devices", arena.allocate(ValueLayout.ADDRESS));
      Struct.MODEL_PARAMS.set(params, "n_gpu_layers", 0);
      MemorySegment handle = models.load.call(arena.allocateFrom(file.path().toString()), params);
      if (handle.equals(MemorySegment.NULL)) {
        throw new LlamaException.LoadFailed(
            "%s: llama.cpp could not load it (%s); use another file"
                .formatted(file.path(), library.log().firstError().orElse("no reason given")));
      }
      return new LlamaModel(library, file, handle);
    }
  }

  /**
   * Passes where llama.cpp knows the model.
   *
   * @throws LlamaException.UnsupportedModel otherwise
   */
  public static void requireKnown(LlamaLibrary library, GgufFile file) {
    library.architectures.require(file.architecture(), file.path().toString());
    library.architectures.requireDepth(file.architecture(), file.shape().layers(), file.path());
  }

  /** What the file says about itself, metadata included. */
  public GgufFile file() {
    return file;
  }

  /** Number of tokens; ids are 0 to one less. */
  public int vocabularySize() {
    return vocabularySize;
  }

  /** Id of the token that begins a text, -1 if there is none. */
  public int beginOfSequence() {
    return reading(() -> library.models.beginOfSequence.call(vocabulary));
  }

  /** Id of the token that ends a text, -1 if there is none. */
  public int endOfSequence() {
    return reading(() -> library.models.endOfSequence.call(vocabulary));
  }

  /** Whether generation stops at this token; models have several such. */
  public boolean isEndOfGeneration(int token) {
    requireToken(token);
    return reading(() -> library.models.isEndOfGeneration.call(vocabulary, token));
  }

  /** Whether the token is a control token, which text never contains. */
  public boolean isControl(int token) {
    requireToken(token);
    return reading(() -> library.models.isControl.call(vocabulary, token));
  }

  /**
   * The texts that become a token of their own wherever they stand in a text: control tokens and
   * what the model's maker added beside the vocabulary that was learnt.
   */
  public Set<String> specialTexts() {
    Set<String> special = new TreeSet<>();
    for (int token = 0; token < vocabularySize; token++) {
      int id = token;
      reading(() -> texts.special(id)).ifPresent(special::add);
    }
    return special;
  }

  /** Longest sequence the model was trained on, in tokens. */
  public int trainingContext() {
    return reading(() -> library.models.trainingContext.call(handle));
  }

  /** Bytes of all weights. */
  public long sizeBytes() {
    return reading(() -> library.models.sizeBytes.call(handle));
  }

  /** Number of weights. */
  public long parameterCount() {
    return reading(() -> library.models.parameterCount.call(handle));
  }

  /**
   * The ids of a text.
   *
   * @param text any string; a lone surrogate counts as {@code ?}
   * @param addSpecial put the begin-of-text token in front where the model wants one
   * @param parseSpecial read {@code <|im_start|>} and its like as control tokens; false keeps them
   *     plain text
   */
  public int[] tokenize(String text, boolean addSpecial, boolean parseSpecial) {
    return reading(() -> texts.tokenize(text, addSpecial, parseSpecial));
  }

  /**
   * The bytes that a token stands for, which need not be whole characters.
   *
   * @param renderSpecial whether a control token has bytes or none
   */
  public byte[] pieceBytes(int token, boolean renderSpecial) {
    requireToken(token);
    return reading(() -> texts.piece(token, renderSpecial));
  }

  /** The text of tokens, control tokens included; what is no whole character is U+FFFD. */
  public String text(List<Integer> tokens) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    tokens.forEach(token -> bytes.writeBytes(pieceBytes(token, true)));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /**
   * Frees the model.
   *
   * @throws IllegalStateException while a session is open on it
   */
  @Override
  public void close() {
    Lock exclusive = lifetime.writeLock();
    exclusive.lock();
    try {
      if (sessions > 0) {
        throw new IllegalStateException(sessions + " sessions are open; close them first");
      }
      if (!closed) {
        closed = true;
        library.models.free.call(handle);
      }
    } finally {
      exclusive.unlock();
    }
  }

  LlamaLibrary library() {
    return library;
  }

  MemorySegment vocabulary() {
    return vocabulary;
  }

  void requireToken(int token) {
    if (token < 0 || token >= vocabularySize) {
      throw new LlamaException.InvalidRequest(
          "token id %d is not in the vocabulary, expected 0 to %d; use this model's own ids"
              .formatted(token, vocabularySize - 1));
    }
  }

  /** Makes a context, which keeps the model from being closed until {@link #releaseContext}. */
  MemorySegment openContext(MemorySegment params) {
    Lock exclusive = lifetime.writeLock();
    exclusive.lock();
    try {
      requireOpen();
      MemorySegment context = library.contexts.open.call(handle, params);
      sessions += context.equals(MemorySegment.NULL) ? 0 : 1;
      return context;
    } finally {
      exclusive.unlock();
    }
  }

  void releaseContext(MemorySegment context) {
    Lock exclusive = lifetime.writeLock();
    exclusive.lock();
    try {
      library.contexts.free.call(context);
      sessions--;
    } finally {
      exclusive.unlock();
    }
  }

  private <T> T reading(Supplier<T> read) {
    Lock shared = lifetime.readLock();
    shared.lock();
    try {
      requireOpen();
      return read.get();
    } finally {
      shared.unlock();
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new LlamaException.Closed("the model " + file.path() + " was closed");
    }
  }
}
