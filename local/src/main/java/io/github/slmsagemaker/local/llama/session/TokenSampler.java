package io.github.slmsagemaker.local.llama.session;

import io.github.slmsagemaker.local.llama.LlamaException;
import io.github.slmsagemaker.local.llama.Sampling;
import io.github.slmsagemaker.local.llama.binding.SamplerFunctions;
import io.github.slmsagemaker.local.llama.binding.Struct;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@link Sampling} as native samplers, for one generation and one thread. Bias and grammar forbid,
 * then a chain chooses. Between them the forbidden rows are dropped, because several samplers
 * compute with their probability's logarithm.
 */
final class TokenSampler implements AutoCloseable {
  // e^-80: negligible, and far from where a float's probability becomes zero.
  private static final double TYPICAL_RANGE = 80;
  private static final long LEAST_KEPT = 1;

  private final Arena arena = Arena.ofConfined();
  private final LlamaModel model;
  private final SamplerFunctions c;
  private final Sampling sampling;
  private final SamplerChain biases;
  private final Optional<GrammarMask> grammar;
  private final SamplerChain choice;
  private final Candidates candidates;

  /**
   * @param contextTokens what "the whole context" of the penalties is
   * @throws LlamaException.InvalidGrammar if llama.cpp cannot parse the grammar
   * @throws LlamaException.InvalidRequest if a biased token is not in the vocabulary
   */
  TokenSampler(LlamaModel model, Sampling sampling, int contextTokens) {
    this.model = model;
    this.c = model.library().samplers;
    this.sampling = sampling;
    try {
      biases = new SamplerChain(c, arena);
      grammar = sampling.grammar().map(gbnf -> new GrammarMask(model, gbnf, arena));
      choice = new SamplerChain(c, arena);
      candidates = new Candidates(arena, model.vocabularySize());
      if (!sampling.logitBias().isEmpty()) {
        biases.add(logitBias(sampling.logitBias()));
      }
      addChoice(contextTokens);
    } catch (RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  /** Lets penalties know the prompt. The grammar concerns the answer only. */
  void acceptPrompt(List<Integer> prompt) {
    if (!sampling.penalties().off()) {
      prompt.forEach(choice::accept);
    }
  }

  /** Chooses by the logits and takes note of the choice. */
  int sample(MemorySegment logits) {
    candidates.fill(logits);
    boolean forbids = !biases.isEmpty() || grammar.isPresent();
    biases.apply(candidates.array());
    grammar.ifPresent(mask -> mask.apply(candidates.array()));
    if (forbids || sampling.typicalP() < 1) {
      double range = sampling.typicalP() < 1 ? TYPICAL_RANGE : Double.POSITIVE_INFINITY;
      if (candidates.keepWithin(range) == 0) {
        throw new LlamaException.InvalidRequest(
            "grammar and logitBias leave no token that may come next; loosen them");
      }
    }
    choice.apply(candidates.array());
    int token = candidates.selected();
    grammar.ifPresent(mask -> mask.accept(token));
    choice.accept(token);
    return token;
  }

  @Override
  public void close() {
    arena.close();
  }

  private void addChoice(int contextTokens) {
    Sampling.Penalties penalties = sampling.penalties();
    if (!penalties.off()) {
      choice.add(
          c.penalties.call(
              penalties.lastTokens() < 0
                  ? contextTokens
                  : Math.min(penalties.lastTokens(), contextTokens),
              (float) penalties.repeat(),
              (float) penalties.frequency(),
              (float) penalties.presence()));
    }
    if (sampling.isGreedy()) {
      choice.add(c.greedy.call());
      return;
    }
    addRandomChoice();
  }

  private void addRandomChoice() {
    if (sampling.topK() > 0) {
      choice.add(c.topK.call(sampling.topK()));
    }
    if (sampling.typicalP() < 1) {
      choice.add(c.typical.call((float) sampling.typicalP(), LEAST_KEPT));
    }
    if (sampling.topP() < 1) {
      choice.add(c.topP.call((float) sampling.topP(), LEAST_KEPT));
    }
    if (sampling.minP() > 0) {
      choice.add(c.minP.call((float) sampling.minP(), LEAST_KEPT));
    }
    choice.add(c.temperature.call((float) sampling.temperature()));
    choice.add(c.random.call((int) sampling.seed()));
  }

  private MemorySegment logitBias(Map<Integer, Double> biases) {
    MemorySegment rows = arena.allocate(Struct.LOGIT_BIAS.layout(), biases.size());
    long offset = 0;
    for (Map.Entry<Integer, Double> bias : biases.entrySet()) {
      model.requireToken(bias.getKey());
      rows.set(ValueLayout.JAVA_INT, offset, bias.getKey());
      rows.set(
          ValueLayout.JAVA_FLOAT,
          offset + Struct.LOGIT_BIAS.offset("bias"),
          bias.getValue().floatValue());
      offset += Struct.LOGIT_BIAS.layout().byteSize();
    }
    return c.logitBias.call(model.vocabularySize(), biases.size(), rows);
  }
}
