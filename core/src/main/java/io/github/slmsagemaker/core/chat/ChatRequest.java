package io.github.slmsagemaker.core.chat;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * A validated chat request.
 *
 * @param model the model's id as the client wrote it
 * @param messages at least one
 * @param tools offered tools, empty for none
 * @param toolChoice {@link ToolChoice.None} where no tools are offered
 * @param parallelCalls whether an answer may hold more than one call
 * @param responseFormat the form of the answer
 * @param sampling how tokens are drawn
 * @param maxTokens most tokens of the answer; empty for as many as fit
 * @param stop strings that end the answer and are not part of it, at most 4
 * @param topLogprobs how many alternatives to report for each token (0 for the token alone); empty
 *     for no log probabilities
 * @param delivery one piece, or a stream
 */
public record ChatRequest(
    String model,
    List<Message> messages,
    List<ToolDefinition> tools,
    ToolChoice toolChoice,
    boolean parallelCalls,
    ResponseFormat responseFormat,
    Sampling sampling,
    OptionalInt maxTokens,
    List<String> stop,
    OptionalInt topLogprobs,
    Delivery delivery) {

  public ChatRequest {
    Objects.requireNonNull(model, "model");
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
    Objects.requireNonNull(toolChoice, "toolChoice");
    Objects.requireNonNull(responseFormat, "responseFormat");
    Objects.requireNonNull(sampling, "sampling");
    stop = List.copyOf(stop);
    Objects.requireNonNull(delivery, "delivery");
    if (messages.isEmpty()) {
      throw new IllegalArgumentException("messages is empty, expected at least one");
    }
  }
}
