package io.github.slmsagemaker.infra.constructs.watch;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.budgets.CfnBudget;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/**
 * Tells of the account's spending; it stops nothing.
 *
 * <p>It counts the whole account: a filter by tag sees nothing until the tag is activated for
 * billing, and says so nowhere.
 */
final class MonthlyBudget {
  private MonthlyBudget() {}

  static void create(Construct scope, double dollars, Topic topic) {
    topic.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .sid("BudgetsPublish")
            .principals(List.of(new ServicePrincipal("budgets.amazonaws.com")))
            .actions(List.of("sns:Publish"))
            .resources(List.of(topic.getTopicArn()))
            .conditions(
                Map.of("StringEquals", Map.of("aws:SourceAccount", Stack.of(scope).getAccount())))
            .build());
    CfnBudget budget =
        CfnBudget.Builder.create(scope, "Budget")
            .budget(
                CfnBudget.BudgetDataProperty.builder()
                    .budgetType("COST")
                    .timeUnit("MONTHLY")
                    .budgetLimit(
                        CfnBudget.SpendProperty.builder().amount(dollars).unit("USD").build())
                    .build())
            .notificationsWithSubscribers(
                List.of(
                    alert("ACTUAL", 50, topic),
                    alert("ACTUAL", 100, topic),
                    alert("FORECASTED", 100, topic)))
            .build();
    // Budgets checks that it may publish when it is made.
    budget.getNode().addDependency(topic);
  }

  private static CfnBudget.NotificationWithSubscribersProperty alert(
      String type, int percent, Topic topic) {
    return CfnBudget.NotificationWithSubscribersProperty.builder()
        .notification(
            CfnBudget.NotificationProperty.builder()
                .notificationType(type)
                .comparisonOperator("GREATER_THAN")
                .threshold(percent)
                .thresholdType("PERCENTAGE")
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
