package io.github.slmsagemaker.invoker.api;

import io.github.slmsagemaker.invoker.calls.Budgeting;
import io.github.slmsagemaker.invoker.calls.Caller;
import io.github.slmsagemaker.ledger.Usage;
import io.github.slmsagemaker.ledger.Window;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /v1/usage}: the windows that the asking key pays into; none where nothing limits it.
 */
public final class UsageRoute {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Budgeting budgeting;

  /**
   * @param budgeting knows what was spent
   */
  public UsageRoute(Budgeting budgeting) {
    this.budgeting = budgeting;
  }

  byte[] of(Caller caller) {
    ObjectNode reply = JSON.createObjectNode();
    reply.put("object", "list");
    ArrayNode data = reply.putArray("data");
    for (Usage usage : budgeting.usage(caller)) {
      write(data.addObject(), usage);
    }
    return JSON.writeValueAsBytes(reply);
  }

  private static void write(ObjectNode node, Usage usage) {
    Window window = usage.window();
    node.put("object", "usage_window");
    node.put("scope", window.budget().owner().scope());
    node.put("unit", window.budget().measure().word());
    node.put("period", window.budget().period().word());
    node.put("window", window.period());
    node.put("limit", window.limit());
    node.put("used", usage.used());
    node.put("reserved", usage.reserved());
    node.put("remaining", usage.left());
    node.put("resets_at", window.resets().getEpochSecond());
  }
}
