package io.github.slmsagemaker.core.responses;

import io.github.slmsagemaker.core.chat.ChatRequest;
import io.github.slmsagemaker.core.chat.ToolChoice;
import io.github.slmsagemaker.core.chat.ToolDefinition;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A validated request: the conversation, and what every reply to it repeats.
 *
 * @param chat what the model is asked
 * @param instructions as the client gave them; the conversation begins with them
 * @param tools every function that was offered, also one that may not be called
 * @param choice what the client chose, {@link ToolChoice.Auto} where it chose nothing
 * @param allowed the only tools that may be called, empty for all
 * @param metadata the client's own notes
 * @param safetyIdentifier the client's name for its user
 * @param promptCacheKey the client's name for a cache that the engine keeps by itself
 */
public record ResponsesRequest(
    ChatRequest chat,
    Optional<String> instructions,
    List<ToolDefinition> tools,
    ToolChoice choice,
    List<String> allowed,
    Map<String, String> metadata,
    Optional<String> safetyIdentifier,
    Optional<String> promptCacheKey) {

  public ResponsesRequest {
    Objects.requireNonNull(chat, "chat");
    Objects.requireNonNull(instructions, "instructions");
    tools = List.copyOf(tools);
    Objects.requireNonNull(choice, "choice");
    allowed = List.copyOf(allowed);
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    Objects.requireNonNull(safetyIdentifier, "safetyIdentifier");
    Objects.requireNonNull(promptCacheKey, "promptCacheKey");
  }
}
