package io.github.slmsagemaker.infra.constructs.watch;

import io.github.slmsagemaker.infra.constructs.stop.HardStop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.budgets.CfnBudget;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/**
 * Tells of the account's spending, and where it is asked to, what stops the deployment.
 *
 * <p>It counts the whole account: a filter by tag sees nothing until the tag is activated for
 * billing, and says so nowhere.
 */
final class MonthlyBudget {
  private MonthlyBudget() {}

  static void create(Construct scope, double dollars, Topic topic, Optional<HardStop> stop) {
    letPublish(topic);
    List<CfnBudget.NotificationWithSubscribersProperty> alerts =
        new ArrayList<>(
            List.of(
                alert("ACTUAL", 50, "PERCENTAGE", topic),
                alert("ACTUAL", 100, "PERCENTAGE", topic),
                alert("FORECASTED", 100, "PERCENTAGE", topic)));
    stop.map(HardStop::topic)
        .ifPresent(
            stops -> {
              letPublish(stops);
              // A notification has one topic, and no twin: this one counts dollars.
              alerts.add(alert("ACTUAL", dollars, "ABSOLUTE_VALUE", stops));
            });
    CfnBudget budget =
        CfnBudget.Builder.create(scope, "Budget")
            .budget(
                CfnBudget.BudgetDataProperty.builder()
                    .budgetType("COST")
                    .timeUnit("MONTHLY")
                    .budgetLimit(
                        CfnBudget.SpendProperty.builder().amount(dollars).unit("USD").build())
                    .build())
            .notificationsWithSubscribers(alerts)
            .build();
    // Budgets checks that it may publish when it is made.
    budget.getNode().addDependency(topic);
    stop.map(HardStop::topic).ifPresent(budget.getNode()::addDependency);
  }

  private static void letPublish(Topic topic) {
    topic.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .sid("BudgetsPublish")
            .principals(List.of(new ServicePrincipal("budgets.amazonaws.com")))
            .actions(List.of("sns:Publish"))
            .resources(List.of(topic.getTopicArn()))
            .conditions(
                Map.of("StringEquals", Map.of("aws:SourceAccount", Stack.of(topic).getAccount())))
            .build());
  }

  private static CfnBudget.NotificationWithSubscribersProperty alert(
      String type, double threshold, String unit, Topic topic) {
    return CfnBudget.NotificationWithSubscribersProperty.builder()
        .notification(
            CfnBudget.NotificationProperty.builder()
                .notificationType(type)
                .comparisonOperator("GREATER_THAN")
                .threshold(threshold)
                .thresholdType(unit)
                .build())
        .subscribers(
            List.of(
                CfnBudget.SubscriberProperty.builder()
                    .subscriptionType("SNS")
                    .address(topic.getTopicArn())
                    .build()))
        .build();
  }
}
