package io.github.slmsagemaker.local.llama.session;

import io.github.slmsagemaker.local.llama.LlamaException;
import io.github.slmsagemaker.local.llama.binding.SamplerFunctions;
import io.github.slmsagemaker.local.llama.binding.Struct;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A native chain that owns the samplers it was given; freed with its arena. */
final class SamplerChain {
  private final SamplerFunctions c;
  private final MemorySegment handle;
  private boolean empty = true;

  SamplerChain(SamplerFunctions c, Arena arena) {
    this.c = c;
    MemorySegment params = c.defaultParams.call(arena);
    Struct.SAMPLER_CHAIN_PARAMS.set(params, "no_perf", true);
    this.handle = c.newChain.call(params).reinterpret(arena, c.free::call);
  }

  void add(MemorySegment sampler) {
    if (sampler.equals(MemorySegment.NULL)) {
      throw new LlamaException.ComputationFailed("llama.cpp made no sampler; retry");
    }
    c.add.call(handle, sampler);
    empty = false;
  }

  boolean isEmpty() {
    return empty;
  }

  void apply(MemorySegment candidates) {
    c.apply.call(handle, candidates);
  }

  void accept(int token) {
    c.accept.call(handle, token);
  }
}
