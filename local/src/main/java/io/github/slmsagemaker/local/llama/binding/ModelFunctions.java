package io.github.slmsagemaker.local.llama.binding;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;

/** llama.h: loading models, what they say, and their vocabulary. */
public final class ModelFunctions {
  /** A face for {@link NativeFunctions}. */
  public interface StructReturn {
    MemorySegment call(SegmentAllocator allocator);
  }

  /** A face for {@link NativeFunctions}. */
  public interface Load {
    MemorySegment call(MemorySegment pathOrModel, MemorySegment paramsByValue);
  }

  /** A face for {@link NativeFunctions}. */
  public interface Action {
    void call(MemorySegment object);
  }

  /** A face for {@link NativeFunctions}. */
  public interface Child {
    MemorySegment call(MemorySegment object);
  }

  /** A face for {@link NativeFunctions}. */
  public interface Property {
    int call(MemorySegment object);
  }

  /** A face for {@link NativeFunctions}. */
  public interface LargeProperty {
    long call(MemorySegment object);
  }

  /** A face for {@link NativeFunctions}. */
  public interface TokenTest {
    boolean call(MemorySegment vocabulary, int token);
  }

  /** A face for {@link NativeFunctions}. */
  public interface TokenProperty {
    int call(MemorySegment vocabulary, int token);
  }

  /** A face for {@link NativeFunctions}. */
  public interface TokenText {
    MemorySegment call(MemorySegment vocabulary, int token);
  }

  /** A face for {@link NativeFunctions}. */
  public interface Tokenize {
    int call(
        MemorySegment vocabulary,
        MemorySegment text,
        int textBytes,
        MemorySegment tokens,
        int mostTokens,
        boolean addSpecial,
        boolean parseSpecial);
  }

  /** A face for {@link NativeFunctions}. */
  public interface Piece {
    int call(
        MemorySegment vocabulary,
        int token,
        MemorySegment text,
        int mostBytes,
        int spacesToStrip,
        boolean renderSpecial);
  }

  public final StructReturn defaultParams;
  public final Load load;
  public final Action free;
  public final Child vocabulary;
  public final Property trainingContext;
  final Property embedding;
  final Property headCount;
  public final LargeProperty sizeBytes;
  public final LargeProperty parameterCount;
  public final Property vocabularySize;
  public final Property beginOfSequence;
  public final Property endOfSequence;
  public final TokenTest isEndOfGeneration;
  public final TokenTest isControl;
  public final TokenProperty attributes;
  public final TokenText text;
  public final Tokenize tokenize;
  public final Piece piece;

  ModelFunctions(NativeFunctions c) {
    defaultParams =
        c.bind(
            StructReturn.class,
            "llama_model_default_params",
            FunctionDescriptor.of(Struct.MODEL_PARAMS.layout()));
    load =
        c.bind(
            Load.class,
            "llama_model_load_from_file",
            FunctionDescriptor.of(
                ValueLayout.ADDRESS, ValueLayout.ADDRESS, Struct.MODEL_PARAMS.layout()));
    free = c.bind(Action.class, "llama_model_free");
    vocabulary = c.bind(Child.class, "llama_model_get_vocab");
    trainingContext = c.bind(Property.class, "llama_model_n_ctx_train");
    embedding = c.bind(Property.class, "llama_model_n_embd");
    headCount = c.bind(Property.class, "llama_model_n_head");
    sizeBytes = c.bind(LargeProperty.class, "llama_model_size");
    parameterCount = c.bind(LargeProperty.class, "llama_model_n_params");
    vocabularySize = c.bind(Property.class, "llama_vocab_n_tokens");
    beginOfSequence = c.bind(Property.class, "llama_vocab_bos");
    endOfSequence = c.bind(Property.class, "llama_vocab_eos");
    isEndOfGeneration = c.bind(TokenTest.class, "llama_vocab_is_eog");
    isControl = c.bind(TokenTest.class, "llama_vocab_is_control");
    attributes = c.bind(TokenProperty.class, "llama_vocab_get_attr");
    text = c.bind(TokenText.class, "llama_vocab_get_text");
    tokenize = c.bind(Tokenize.class, "llama_tokenize");
    piece = c.bind(Piece.class, "llama_token_to_piece");
  }
}
