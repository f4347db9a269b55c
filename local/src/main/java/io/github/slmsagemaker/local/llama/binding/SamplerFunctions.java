package io.github.slmsagemaker.local.llama.binding;

import io.github.slmsagemaker.local.llama.binding.ModelFunctions.Action;
import io.github.slmsagemaker.local.llama.binding.ModelFunctions.StructReturn;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** llama.h: samplers and chains of them. */
public final class SamplerFunctions {
  /** A face for {@link NativeFunctions}. */
  public interface NewChain {
    MemorySegment call(MemorySegment paramsByValue);
  }

  /** A face for {@link NativeFunctions}. */
  public interface Join {
    void call(MemorySegment sampler, MemorySegment other);
  }

  /** A face for {@link NativeFunctions}. */
  public interface Accept {
    void call(MemorySegment sampler, int token);
  }

  /** A face for {@link NativeFunctions}. */
  public interface Plain {
    MemorySegment call();
  }

  /** A face for {@link NativeFunctions}. */
  public interface OfInteger {
    MemorySegment call(int value);
  }

  /** A face for {@link NativeFunctions}. */
  public interface OfReal {
    MemorySegment call(float value);
  }

  /** A face for {@link NativeFunctions}. */
  public interface OfProbability {
    MemorySegment call(float value, long leastKept);
  }

  /** A face for {@link NativeFunctions}. */
  public interface OfPenalties {
    MemorySegment call(int lastTokens, float repeat, float frequency, float presence);
  }

  /** A face for {@link NativeFunctions}. */
  public interface OfLogitBias {
    MemorySegment call(int vocabularySize, int count, MemorySegment biases);
  }

  /** A face for {@link NativeFunctions}. */
  public interface ParseGrammar {
    MemorySegment call(
        MemorySegment vocabulary,
        MemorySegment grammar,
        MemorySegment root,
        boolean lazy,
        MemorySegment triggerPatterns,
        long triggerPatternCount,
        MemorySegment triggerTokens,
        long triggerTokenCount);
  }

  public final StructReturn defaultParams;
  public final NewChain newChain;
  public final Join add;
  public final Join apply;
  public final Accept accept;
  public final Action free;
  public final Plain greedy;
  public final OfInteger random;
  public final OfInteger topK;
  public final OfProbability topP;
  public final OfProbability minP;
  public final OfProbability typical;
  public final OfReal temperature;
  public final OfPenalties penalties;
  public final OfLogitBias logitBias;

  /**
   * The C++ functions behind {@code llama_sampler_init_grammar}. This one returns null for a
   * grammar that does not parse, where that sampler is made all the same and constrains nothing.
   */
  public final ParseGrammar parseGrammar;

  public final Join applyGrammar;
  public final Accept acceptGrammar;

  /** The address of a vector with one element for each way to go on. */
  public final ModelFunctions.Child grammarWays;

  public final Action freeGrammar;

  SamplerFunctions(NativeFunctions c) {
    FunctionDescriptor params = FunctionDescriptor.of(Struct.SAMPLER_CHAIN_PARAMS.layout());
    defaultParams = c.bind(StructReturn.class, "llama_sampler_chain_default_params", params);
    newChain =
        c.bind(
            NewChain.class,
            "llama_sampler_chain_init",
            FunctionDescriptor.of(ValueLayout.ADDRESS, Struct.SAMPLER_CHAIN_PARAMS.layout()));
    add = c.bind(Join.class, "llama_sampler_chain_add");
    apply = c.bind(Join.class, "llama_sampler_apply");
    accept = c.bind(Accept.class, "llama_sampler_accept");
    free = c.bind(Action.class, "llama_sampler_free");
    greedy = c.bind(Plain.class, "llama_sampler_init_greedy");
    random = c.bind(OfInteger.class, "llama_sampler_init_dist");
    topK = c.bind(OfInteger.class, "llama_sampler_init_top_k");
    topP = c.bind(OfProbability.class, "llama_sampler_init_top_p");
    minP = c.bind(OfProbability.class, "llama_sampler_init_min_p");
    typical = c.bind(OfProbability.class, "llama_sampler_init_typical");
    temperature = c.bind(OfReal.class, "llama_sampler_init_temp");
    penalties = c.bind(OfPenalties.class, "llama_sampler_init_penalties");
    logitBias = c.bind(OfLogitBias.class, "llama_sampler_init_logit_bias");
    parseGrammar =
        c.bind(ParseGrammar.class, "_Z23llama_grammar_init_implPK11llama_vocabPKcS3_bPS3_mPKim");
    applyGrammar =
        c.bind(
            Join.class, "_Z24llama_grammar_apply_implRK13llama_grammarP22llama_token_data_array");
    acceptGrammar = c.bind(Accept.class, "_Z25llama_grammar_accept_implR13llama_grammari");
    grammarWays =
        c.bind(ModelFunctions.Child.class, "_Z24llama_grammar_get_stacksP13llama_grammar");
    freeGrammar = c.bind(Action.class, "_Z23llama_grammar_free_implP13llama_grammar");
  }
}
