package io.github.slmsagemaker.cli.cloud;

import io.github.slmsagemaker.cli.account.AccountFailure;
import io.github.slmsagemaker.cli.account.Stacks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** CloudFormation as a test says. */
final class FakeStacks implements Stacks {
  static final Instant WHEN = Instant.parse("2026-11-29T12:00:00Z");

  final List<Event> events = new ArrayList<>();
  final List<Resource> resources = new ArrayList<>();
  String template = "{}";
  @Nullable State state;
  boolean forgotten;

  void is(String status) {
    state = new State("arn:stack", status, Optional.empty(), WHEN, Map.of());
  }

  void has(String type, String logicalId, String physicalId) {
    resources.add(new Resource(logicalId, physicalId, type, "CREATE_COMPLETE", WHEN));
  }

  void failed(String type, String logicalId, String reason) {
    events.add(new Event(WHEN, logicalId, "", type, "CREATE_FAILED", Optional.of(reason)));
  }

  @Override
  public Optional<State> latest(String name) {
    return Optional.ofNullable(state);
  }

  @Override
  public List<Event> events(String id) {
    return List.copyOf(events);
  }

  @Override
  public List<Resource> resources(String id) {
    if (forgotten) {
      throw new AccountFailure("no such stack");
    }
    return List.copyOf(resources);
  }

  @Override
  public JsonNode template(String id) {
    return JsonMapper.shared().readTree(template);
  }
}
