package io.github.slmsagemaker.cli.account;

import io.github.slmsagemaker.core.deployment.StackNames;
import io.github.slmsagemaker.deployment.Placement;
import io.github.slmsagemaker.deployment.engine.EngineProfile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An account in one region. Every method may throw {@link AccountFailure}, within a minute.
 *
 * <p>What it needs to be allowed: {@code sts:GetCallerIdentity}, {@code
 * cloudformation:DescribeStacks}, {@code servicequotas:ListServiceQuotas}, {@code
 * lambda:GetAccountSettings}, {@code ecr:BatchGetImage}; for an endpoint that is there {@code
 * sagemaker:DescribeEndpoint}, {@code sagemaker:DescribeEndpointConfig}, {@code
 * sagemaker:DescribeInferenceComponent} and {@code sagemaker:InvokeEndpoint}; for keys {@code
 * secretsmanager:GetSecretValue}; for usage {@code dynamodb:Query}; to delete {@code
 * cloudformation:DeleteStack} and what the stack is made of.
 */
public interface Account {
  /** Who is asking, where. */
  Identity identity();

  /** A stack; empty where there is none of this name. */
  Optional<Stack> stack(String name);

  /**
   * The stack of the deployment.
   *
   * @throws AccountFailure where there is none
   */
  default Stack deployed() {
    return stack(StackNames.STACK)
        .orElseThrow(
            () ->
                new AccountFailure(
                    "there is no stack %s in %s: deploy with ./slm deploy, or set AWS_REGION to"
                            .formatted(StackNames.STACK, identity().region())
                        + " where it is"));
  }

  /** Begins to delete a stack; it is gone when {@link #stack} finds none. */
  void deleteStack(String name);

  /**
   * The text of a secret.
   *
   * @param arn its ARN, or its name
   */
  String secret(String arn);

  /**
   * The items of one partition of a DynamoDB table, in texts and numbers as they are written; what
   * is neither is left out.
   *
   * @param key name of the partition key, which holds text
   * @param partition its value
   */
  List<Map<String, String>> items(String table, String key, String partition);

  /**
   * Quotas in force.
   *
   * @param service Service Quotas' code of the service, such as {@code sagemaker}
   * @param names their names as Service Quotas writes them
   * @return those that the service lists; not all that are enforced are listed
   */
  Map<String, Double> quotas(String service, Set<String> names);

  /** Lambda executions that may run at once and are not reserved for one function. */
  int functionConcurrency();

  /**
   * Whether a private registry has an image that this account may pull.
   *
   * @param image in ECR
   */
  boolean has(EcrImage image);

  /** A SageMaker endpoint; empty where there is none of this name. */
  Optional<Endpoint> endpoint(String name);

  /** An inference component; empty where there is none of this name. */
  Optional<Endpoint> component(String name);

  /**
   * Asks an endpoint for one token, as the invoker would, which may wait for a cold start.
   *
   * @param place the endpoint
   * @param engine what is said to run on it
   * @throws AccountFailure with what kept it from answering
   */
  void probe(Placement.OnEndpoint place, EngineProfile engine);

  /**
   * Who is asking.
   *
   * @param account twelve digits
   * @param arn the user or role
   * @param region such as {@code eu-west-1}
   */
  record Identity(String account, String arn, String region) {}

  /**
   * A stack.
   *
   * @param status such as {@code CREATE_COMPLETE}
   * @param outputs by name
   */
  record Stack(String status, Map<String, String> outputs) {
    public Stack {
      outputs = Map.copyOf(outputs);
    }
  }
}
