package io.github.slmsagemaker.cli.usage;

import io.github.slmsagemaker.ledger.Budget.Owner;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lines for a program: the objects of {@code GET /v1/usage}, each with whose it is. */
final class UsageJson {
  private static final JsonMapper JSON = JsonMapper.shared();

  private UsageJson() {}

  static String of(List<Line> lines) {
    ObjectNode root = JSON.createObjectNode();
    root.put("object", "list");
    ArrayNode data = root.putArray("data");
    lines.forEach(line -> write(data.addObject(), line));
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
  }

  private static void write(ObjectNode node, Line line) {
    node.put("object", "usage_window");
    node.put("scope", line.owner().scope());
    switch (line.owner()) {
      case Owner.Key(String id) -> node.put("key", line.name()).put("key_id", id);
      case Owner.Deployment _ -> node.putNull("key").putNull("key_id");
    }
    node.put("unit", line.measure().word());
    node.put("period", line.period().word());
    node.put("window", line.window());
    if (line.limit().isPresent()) {
      long limit = line.limit().getAsLong();
      node.put("limit", limit);
      node.put("remaining", Math.max(0, limit - line.used() - line.reserved()));
    } else {
      node.putNull("limit").putNull("remaining");
    }
    node.put("used", line.used());
    node.put("reserved", line.reserved());
    node.put("resets_at", line.resets().getEpochSecond());
  }
}
