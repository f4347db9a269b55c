package io.github.slmsagemaker.cli.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackResource;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.StackSummary;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Those of the SDK's default chain. */
public final class AwsStacks implements Stacks {
  /** More than the last two deployments of the largest stack here make. */
  private static final int MOST_EVENTS = 1000;

  private final AwsClients aws = new AwsClients();

  @Override
  public Optional<State> latest(String name) {
    return ask(
        "read the stack " + name, client -> living(client, name).or(() -> deleted(client, name)));
  }

  @Override
  public List<Event> events(String id) {
    return ask(
        "read the events of " + id,
        client ->
            client
                .describeStackEventsPaginator(request -> request.stackName(id))
                .stackEvents()
                .stream()
                .limit(MOST_EVENTS)
                .map(AwsStacks::event)
                .toList());
  }

  @Override
  public List<Resource> resources(String id) {
    return ask(
        "read the resources of " + id,
        client ->
            client
                .describeStackResources(request -> request.stackName(id))
                .stackResources()
                .stream()
                .map(AwsStacks::resource)
                .toList());
  }

  @Override
  public JsonNode template(String id) {
    String body =
        ask(
            "read the template of " + id,
            client -> client.getTemplate(request -> request.stackName(id)).templateBody());
    return JsonMapper.shared().readTree(body);
  }

  private <T> T ask(String what, Function<CloudFormationClient, T> question) {
    return aws.ask(what, CloudFormationClient.builder(), question);
  }

  /** CloudFormation has no error of its own for a name that it does not know. */
  private static Optional<State> living(CloudFormationClient client, String name) {
    try {
      return client.describeStacks(request -> request.stackName(name)).stacks().stream()
          .findFirst()
          .map(AwsStacks::state);
    } catch (CloudFormationException refused) {
      if (AwsClients.code(refused).equals("ValidationError")) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  private static Optional<State> deleted(CloudFormationClient client, String name) {
    return client
        .listStacksPaginator(request -> request.stackStatusFilters(StackStatus.DELETE_COMPLETE))
        .stackSummaries()
        .stream()
        .filter(stack -> stack.stackName().equals(name))
        .findFirst()
        .map(StackSummary::stackId)
        .flatMap(id -> living(client, id));
  }

  private static State state(Stack stack) {
    return new State(
        stack.stackId(),
        stack.stackStatusAsString(),
        Optional.ofNullable(stack.stackStatusReason()),
        since(stack),
        stack.outputs().stream().collect(Collectors.toMap(Output::outputKey, Output::outputValue)));
  }

  private static Instant since(Stack stack) {
    return Optional.ofNullable(stack.deletionTime())
        .or(() -> Optional.ofNullable(stack.lastUpdatedTime()))
        .orElseGet(stack::creationTime);
  }

  private static Event event(StackEvent event) {
    return new Event(
        event.timestamp(),
        event.logicalResourceId(),
        Optional.ofNullable(event.physicalResourceId()).orElse(""),
        event.resourceType(),
        event.resourceStatusAsString(),
        Optional.ofNullable(event.resourceStatusReason()));
  }

  private static Resource resource(StackResource resource) {
    return new Resource(
        resource.logicalResourceId(),
        Optional.ofNullable(resource.physicalResourceId()).orElse(""),
        resource.resourceType(),
        resource.resourceStatusAsString(),
        resource.timestamp());
  }
}
