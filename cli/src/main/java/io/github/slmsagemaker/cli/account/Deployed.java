package io.github.slmsagemaker.cli.account;

import io.github.slmsagemaker.core.deployment.StackNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A deployment as CloudFormation knows it: a stack and what it is made of.
 *
 * @param stack how it is
 * @param resources its parts
 */
public record Deployed(Stacks.State stack, List<Stacks.Resource> resources) {
  public Deployed {
    resources = List.copyOf(resources);
  }

  /** The last deployment, if there was any within CloudFormation's memory. */
  public static Optional<Deployed> find(Stacks stacks) {
    return stacks
        .latest(StackNames.STACK)
        .map(state -> new Deployed(state, resources(stacks, state.id())));
  }

  /** Those of a stack that is gone may be known by its events alone. */
  private static List<Stacks.Resource> resources(Stacks stacks, String id) {
    try {
      return stacks.resources(id);
    } catch (AccountFailure notListed) {
      Map<String, Stacks.Resource> named = new LinkedHashMap<>();
      for (Stacks.Event event : stacks.events(id)) {
        if (!event.physicalId().isEmpty()) {
          named.putIfAbsent(
              event.logicalId(),
              new Stacks.Resource(
                  event.logicalId(),
                  event.physicalId(),
                  event.type(),
                  event.status(),
                  event.time()));
        }
      }
      return List.copyOf(named.values());
    }
  }

  /**
   * The one that is there.
   *
   * @throws AccountFailure if there is none
   */
  public static Deployed require(Stacks stacks, Account account) {
    return find(stacks)
        .filter(deployed -> !deployed.stack().gone())
        .orElseThrow(
            () ->
                new AccountFailure(
                    "there is no stack %s in %s: deploy with ./slm deploy, or set AWS_REGION to"
                            .formatted(StackNames.STACK, account.identity().region())
                        + " where it is"));
  }

  /**
   * A part.
   *
   * @param type such as {@code AWS::Lambda::Function}
   * @param prefix how its logical id begins
   */
  public Optional<Stacks.Resource> part(String type, String prefix) {
    return resources.stream()
        .filter(part -> part.type().equals(type) && part.logicalId().startsWith(prefix))
        .findFirst();
  }

  /** The same, as AWS names it, once it has a name. */
  public Optional<String> name(String type, String prefix) {
    return part(type, prefix).map(Stacks.Resource::physicalId).filter(id -> !id.isEmpty());
  }
}
