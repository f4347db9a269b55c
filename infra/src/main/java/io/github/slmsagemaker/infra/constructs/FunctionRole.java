package io.github.slmsagemaker.infra.constructs;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** A Lambda function's role that may write one log; AWS's managed policy would allow every log. */
public final class FunctionRole {
  private FunctionRole() {}

  public static Role create(Construct scope, String id, LogGroup log) {
    PolicyStatement write =
        PolicyStatement.Builder.create()
            .actions(List.of("logs:CreateLogStream", "logs:PutLogEvents"))
            .resources(List.of(log.getLogGroupArn()))
            .build();
    return Role.Builder.create(scope, id)
        .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
        .inlinePolicies(
            Map.of("Log", PolicyDocument.Builder.create().statements(List.of(write)).build()))
        .build();
  }
}
