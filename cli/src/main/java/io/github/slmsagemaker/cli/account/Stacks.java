package io.github.slmsagemaker.cli.account;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Stacks, those that are gone included: CloudFormation keeps their events for 90 days. */
public interface Stacks {
  /** The stack of this name, or the last one that had it and was deleted. */
  Optional<State> latest(String name);

  /**
   * What became of its resources, the newest first.
   *
   * @param id of the stack; a name finds none that is deleted
   */
  List<Event> events(String id);

  /** What it is made of. */
  List<Resource> resources(String id);

  /** The template that it was last deployed with. */
  JsonNode template(String id);

  /**
   * How it is.
   *
   * @param id its ARN
   * @param status such as {@code CREATE_COMPLETE}
   * @param reason why, where CloudFormation says it
   * @param since when it last changed
   * @param outputs by name
   */
  record State(
      String id,
      String status,
      Optional<String> reason,
      Instant since,
      Map<String, String> outputs) {
    public State {
      outputs = Map.copyOf(outputs);
    }

    /** Whether only its events are left. */
    public boolean gone() {
      return status.equals("DELETE_COMPLETE");
    }
  }

  /**
   * Something that happened to a resource.
   *
   * @param time when
   * @param logicalId its name in the template
   * @param physicalId its name in AWS; empty where it has none yet
   * @param type such as {@code AWS::SageMaker::Endpoint}
   * @param status such as {@code CREATE_FAILED}
   * @param reason why, where CloudFormation says it
   */
  record Event(
      Instant time,
      String logicalId,
      String physicalId,
      String type,
      String status,
      Optional<String> reason) {
    /** Whether it went wrong by itself, and not since something else did. */
    public boolean failed() {
      return status.endsWith("_FAILED")
          && reason.filter(text -> !text.startsWith("Resource creation cancelled")).isPresent();
    }
  }

  /**
   * A part.
   *
   * @param logicalId its name in the template
   * @param physicalId its name in AWS; empty where it has none yet
   * @param type such as {@code AWS::SageMaker::Endpoint}
   * @param status such as {@code CREATE_COMPLETE}
   * @param since when it last changed
   */
  record Resource(String logicalId, String physicalId, String type, String status, Instant since) {}
}
