package io.github.slmsagemaker.infra.emulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.IAspect;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.CfnPolicy;
import software.constructs.IConstruct;

/** Takes an action out of every policy that stands beside a role, to see that it is missed. */
final class WithoutPermission implements IAspect {
  private final String action;

  WithoutPermission(String action) {
    this.action = action;
  }

  @Override
  public void visit(IConstruct node) {
    if (node instanceof CfnPolicy policy
        && Stack.of(policy).resolve(policy.getPolicyDocument()) instanceof Map<?, ?> document
        && document.get("Statement") instanceof List<?> statements) {
      policy.addPropertyOverride(
          "PolicyDocument.Statement", statements.stream().map(this::less).toList());
    }
  }

  private Object less(Object statement) {
    if (!(statement instanceof Map<?, ?> all) || !(all.get("Action") instanceof List<?> actions)) {
      return statement;
    }
    Map<Object, Object> less = new HashMap<>(all);
    List<Object> left = new ArrayList<>(actions);
    left.remove(action);
    less.put("Action", left);
    return less;
  }
}
