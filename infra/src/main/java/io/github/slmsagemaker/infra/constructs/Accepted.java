package io.github.slmsagemaker.infra.constructs;

import software.amazon.awscdk.Acknowledgment;
import software.amazon.awscdk.Validations;
import software.constructs.Construct;

/** Findings of security rules that stand, each with the reason why. */
public final class Accepted {
  private Accepted() {}

  /**
   * Keeps a rule from failing a deployment for one construct and what is in it.
   *
   * @param rule its id, such as {@code AwsSolutions-SMG4}; where a rule finds several things in a
   *     resource, {@code RULE[FINDING]}
   * @param reason why it is right that this construct does not follow it
   */
  public static void finding(Construct construct, String rule, String reason) {
    Validations.of(construct).acknowledge(Acknowledgment.builder().id(rule).reason(reason).build());
  }
}
