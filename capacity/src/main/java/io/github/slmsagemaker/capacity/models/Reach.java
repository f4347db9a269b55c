package io.github.slmsagemaker.capacity.models;

/**
 * What one request can get.
 *
 * @param largestPrompt tokens that one call can read and still answer
 * @param tokensPerCall tokens of answer in one call, after the traffic's prompt
 * @param tokensPerRequest the same of all calls together, for a reply in one piece
 * @param tokensPerStreamedRequest the same for a streamed reply, which may take longer
 */
public record Reach(
    int largestPrompt, int tokensPerCall, int tokensPerRequest, int tokensPerStreamedRequest) {}
