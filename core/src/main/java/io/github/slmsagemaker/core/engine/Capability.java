package io.github.slmsagemaker.core.engine;

/** Something that an engine may be able to do beyond plain generation. */
public enum Capability {
  /** Cuts at stop strings by itself. */
  STOP,
  /** Holds the output to a JSON schema while it generates. */
  OUTPUT_SCHEMA,
  /** Reports log probabilities. */
  LOGPROBS,
  /** Reports alternatives beside each token. */
  TOP_LOGPROBS,
  /** Takes a bias per token id. */
  LOGIT_BIAS,
  /** Takes a presence penalty. */
  PRESENCE_PENALTY,
  /** Draws from so many of the likeliest tokens. */
  TOP_K,
  /** Draws from tokens of at least a share of the likeliest one's probability. */
  MIN_P,
  /** Takes a penalty for repeated tokens. */
  REPEAT_PENALTY,
  /** Goes on where the model would end. */
  IGNORE_END,
  /** Generates until the context is full where it is given no budget. */
  NO_BUDGET,
  /** Takes a prompt of token ids alone. */
  TOKEN_PROMPT,
  /** Takes a prompt that ends in token ids, and returns the ids it generated. */
  CONTINUATION
}
