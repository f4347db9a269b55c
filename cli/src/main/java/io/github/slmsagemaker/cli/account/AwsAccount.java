package io.github.slmsagemaker.cli.account;

import io.github.slmsagemaker.deployment.Placement;
import io.github.slmsagemaker.deployment.engine.EngineProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.servicequotas.model.ServiceQuota;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** The account of the SDK's default chain. */
public final class AwsAccount implements Account {
  private final AwsClients aws = new AwsClients();

  @Override
  public Identity identity() {
    GetCallerIdentityResponse caller =
        aws.ask("find out who is asking", StsClient.builder(), StsClient::getCallerIdentity);
    return new Identity(caller.account(), caller.arn(), aws.region().id());
  }

  @Override
  public Optional<Stack> stack(String name) {
    return aws.ask(
        "read the stack " + name, CloudFormationClient.builder(), client -> find(client, name));
  }

  @Override
  public void deleteStack(String name) {
    aws.ask(
        "delete the stack " + name,
        CloudFormationClient.builder(),
        client -> client.deleteStack(request -> request.stackName(name)));
  }

  @Override
  public String secret(String arn) {
    String text =
        aws.ask(
            "read the secret " + arn,
            SecretsManagerClient.builder(),
            client -> client.getSecretValue(request -> request.secretId(arn)).secretString());
    if (text == null || text.isEmpty()) {
      throw new AccountFailure("the secret " + arn + " holds no text; deploy again");
    }
    return text;
  }

  @Override
  public List<Map<String, String>> items(String table, String key, String partition) {
    return aws.ask(
        "read the table " + table,
        DynamoDbClient.builder(),
        client ->
            client
                .queryPaginator(
                    query ->
                        query
                            .tableName(table)
                            .consistentRead(true)
                            .keyConditionExpression("#key = :partition")
                            .expressionAttributeNames(Map.of("#key", key))
                            .expressionAttributeValues(
                                Map.of(":partition", AttributeValue.fromS(partition))))
                .items()
                .stream()
                .map(AwsAccount::scalars)
                .toList());
  }

  @Override
  public Map<String, Double> quotas(String service, Set<String> names) {
    return aws.ask(
        "read the quotas of " + service,
        ServiceQuotasClient.builder(),
        client -> quotas(client, service, names));
  }

  @Override
  public int functionConcurrency() {
    return aws.ask(
        "read Lambda's limits",
        LambdaClient.builder(),
        client -> client.getAccountSettings().accountLimit().unreservedConcurrentExecutions());
  }

  @Override
  public boolean has(EcrImage image) {
    return aws.ask(
        "look for the image in " + image.repository(),
        EcrClient.builder(),
        Region.of(image.region()),
        client -> has(client, image));
  }

  @Override
  public Optional<Endpoint> endpoint(String name) {
    return aws.ask(
        "look at the endpoint " + name,
        SageMakerClient.builder(),
        client -> Endpoints.endpoint(client, name));
  }

  @Override
  public Optional<Endpoint> component(String name) {
    return aws.ask(
        "look at the inference component " + name,
        SageMakerClient.builder(),
        client -> Endpoints.component(client, name));
  }

  @Override
  public void probe(Placement.OnEndpoint place, EngineProfile engine) {
    new EndpointProbe(aws.region()).ask(place, engine);
  }

  /** CloudFormation has no error of its own for a name that it does not know. */
  private static Optional<Stack> find(CloudFormationClient client, String name) {
    try {
      return client.describeStacks(request -> request.stackName(name)).stacks().stream()
          .findFirst()
          .map(
              stack ->
                  new Stack(
                      stack.stackStatusAsString(),
                      stack.outputs().stream()
                          .collect(Collectors.toMap(Output::outputKey, Output::outputValue))));
    } catch (CloudFormationException refused) {
      if (AwsClients.code(refused).equals("ValidationError")) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  private static Map<String, String> scalars(Map<String, AttributeValue> item) {
    Map<String, String> scalars = new HashMap<>();
    item.forEach(
        (name, value) -> {
          switch (value.type()) {
            case S -> scalars.put(name, value.s());
            case N -> scalars.put(name, value.n());
            case B, SS, NS, BS, M, L, BOOL, NUL, UNKNOWN_TO_SDK_VERSION -> {}
          }
        });
    return scalars;
  }

  /** SageMaker has thousands of quotas: reads no further than it must. */
  private static Map<String, Double> quotas(
      ServiceQuotasClient client, String service, Set<String> names) {
    Map<String, Double> found = new HashMap<>();
    for (ServiceQuota quota :
        client
            .listServiceQuotasPaginator(request -> request.serviceCode(service).maxResults(100))
            .quotas()) {
      if (names.contains(quota.quotaName())) {
        found.put(quota.quotaName(), quota.value());
      }
      if (found.size() == names.size()) {
        break;
      }
    }
    return found;
  }

  private static boolean has(EcrClient client, EcrImage image) {
    ImageIdentifier.Builder id = ImageIdentifier.builder();
    ImageIdentifier wanted =
        (image.byDigest() ? id.imageDigest(image.reference()) : id.imageTag(image.reference()))
            .build();
    try {
      List<?> images =
          client
              .batchGetImage(
                  request ->
                      request
                          .registryId(image.registry())
                          .repositoryName(image.repository())
                          .imageIds(wanted))
              .images();
      return !images.isEmpty();
    } catch (RepositoryNotFoundException none) {
      return false;
    }
  }
}
