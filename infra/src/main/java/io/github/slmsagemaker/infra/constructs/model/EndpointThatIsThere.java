package io.github.slmsagemaker.infra.constructs.model;

import io.github.slmsagemaker.deployment.Placement;
import java.util.Locale;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/** Somebody else's endpoint, in the account and region of the stack: nothing is made for it. */
final class EndpointThatIsThere {
  private EndpointThatIsThere() {}

  static Hosting of(Construct scope, Placement.OnEndpoint place) {
    Stack stack = Stack.of(scope);
    return new Hosting(
        named(stack, "endpoint", place.name()),
        place.component().map(name -> named(stack, "inference-component", name)));
  }

  /** SageMaker writes names in ARNs in small letters, and IAM compares letter by letter. */
  private static Hosting.Named named(Stack stack, String kind, String name) {
    String arn =
        stack.formatArn(
            ArnComponents.builder()
                .service("sagemaker")
                .resource(kind)
                .resourceName(name.toLowerCase(Locale.ROOT))
                .build());
    return new Hosting.Named(name, arn);
  }
}
