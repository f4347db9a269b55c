package io.github.slmsagemaker.local.llama.binding;

import io.github.slmsagemaker.local.llama.binding.ModelFunctions.Action;
import io.github.slmsagemaker.local.llama.binding.ModelFunctions.Load;
import io.github.slmsagemaker.local.llama.binding.ModelFunctions.StructReturn;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** llama.h: contexts, decoding and the cache of keys and values. */
public final class ContextFunctions {
  /** A face for {@link NativeFunctions}. */
  public interface Decode {
    int call(MemorySegment context, MemorySegment batchByValue);
  }

  /** A face for {@link NativeFunctions}. */
  public interface Row {
    MemorySegment call(MemorySegment context, int index);
  }

  /** A face for {@link NativeFunctions}. */
  public interface RemoveRange {
    boolean call(MemorySegment context, int sequence, int from, int to);
  }

  /** A face for {@link NativeFunctions}. */
  public interface SetCallback {
    void call(MemorySegment context, MemorySegment callback, MemorySegment data);
  }

  public final StructReturn defaultParams;
  public final Load open;
  public final Action free;
  final ModelFunctions.Property contextTokens;
  public final Decode decode;
  public final Row logits;
  public final RemoveRange remove;
  public final Action clear;
  public final SetCallback setAbortCallback;

  ContextFunctions(NativeFunctions c) {
    defaultParams =
        c.bind(
            StructReturn.class,
            "llama_context_default_params",
            FunctionDescriptor.of(Struct.CONTEXT_PARAMS.layout()));
    open =
        c.bind(
            Load.class,
            "llama_init_from_model",
            FunctionDescriptor.of(
                ValueLayout.ADDRESS, ValueLayout.ADDRESS, Struct.CONTEXT_PARAMS.layout()));
    free = c.bind(Action.class, "llama_free");
    contextTokens = c.bind(ModelFunctions.Property.class, "llama_n_ctx");
    decode =
        c.bind(
            Decode.class,
            "llama_decode",
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, Struct.BATCH.layout()));
    logits = c.bind(Row.class, "llama_get_logits_ith");
    remove = c.bind(RemoveRange.class, "llama_kv_self_seq_rm");
    clear = c.bind(Action.class, "llama_kv_self_clear");
    setAbortCallback = c.bind(SetCallback.class, "llama_set_abort_callback");
  }
}
