package io.github.slmsagemaker.infra.emulator;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.IAspect;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigateway.CfnMethod;
import software.amazon.awscdk.services.apigateway.CfnRestApi;
import software.amazon.awscdk.services.cloudwatch.CfnAlarm;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.amazon.awscdk.services.secretsmanager.CfnSecret;
import software.constructs.IConstruct;

/**
 * All that is bent for the emulator, in this one place; {@code docs/rehearsal.md} says the same.
 * Everything else of the template is deployed as it is.
 */
final class EmulatorAspect implements IAspect {
  /** As Secrets Manager's documentation of {@code ExcludePunctuation} lists it. */
  private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

  private final Asset authorizer;
  private final String sageMakerRuntime;
  private final String emulator;
  private final TreeSet<String> bent = new TreeSet<>();

  /**
   * @param authorizer package that starts itself
   * @param sageMakerRuntime address of SageMaker Runtime's stand-in
   * @param emulator address of everything else
   */
  EmulatorAspect(Asset authorizer, String sageMakerRuntime, String emulator) {
    this.authorizer = authorizer;
    this.sageMakerRuntime = sageMakerRuntime;
    this.emulator = emulator;
  }

  /** What was bent, a sentence each. */
  List<String> bent() {
    return new ArrayList<>(bent);
  }

  @Override
  public void visit(IConstruct node) {
    switch (node) {
      case CfnFunction function -> function(function);
      case CfnRestApi api -> api(api);
      case CfnMethod method -> method(method);
      case CfnAlarm alarm -> alarm(alarm);
      case CfnSecret secret -> secret(secret);
      default -> {}
    }
  }

  private void function(CfnFunction function) {
    if (!"java25".equals(function.getRuntime())) {
      return;
    }
    function.setRuntime("provided.al2023");
    if ("run.sh".equals(function.getHandler())) {
      function.setLayers(List.of());
      environment(function, "AWS_LWA_INVOKE_MODE", "buffered");
      environment(function, "AWS_ENDPOINT_URL", emulator);
      environment(function, "AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME", sageMakerRuntime);
      bent.add("invoker: provided.al2023, its package starts run.sh and the adapter itself");
      bent.add("invoker: answers in one piece, and is told where AWS and SageMaker Runtime are");
    } else {
      function.setCode(
          CfnFunction.CodeProperty.builder()
              .s3Bucket(authorizer.getS3BucketName())
              .s3Key(authorizer.getS3ObjectKey())
              .build());
      bent.add("authorizer: provided.al2023, its package starts AWS's Java runtime client itself");
    }
  }

  private static void environment(CfnResource function, String name, String value) {
    function.addPropertyOverride("Environment.Variables." + name, value);
  }

  private void api(CfnRestApi api) {
    api.setApiKeySourceType("HEADER");
    bent.add("API: keys come from the header x-api-key, not from the authorizer");
  }

  private void method(CfnMethod method) {
    method.addPropertyDeletionOverride("Integration.ResponseTransferMode");
    method.addPropertyOverride("Integration.Uri", wholeUri(method));
    bent.add("methods: the invoker is called for an answer in one piece, by the URI for that");
  }

  private static String wholeUri(CfnMethod method) {
    Stack stack = Stack.of(method);
    String arn =
        stack.getNode().findAll().stream()
            .filter(CfnFunction.class::isInstance)
            .map(CfnFunction.class::cast)
            .filter(function -> "run.sh".equals(function.getHandler()))
            .map(CfnFunction::getAttrArn)
            .findFirst()
            .orElseThrow();
    return "arn:aws:apigateway:%s:lambda:path/2015-03-31/functions/%s/invocations"
        .formatted(stack.getRegion(), arn);
  }

  private void alarm(CfnAlarm alarm) {
    IConstruct owner = alarm.getNode().getScope();
    if (alarm.getMetrics() != null && owner != null) {
      owner.getNode().tryRemoveChild(alarm.getNode().getId());
      bent.add("left out: the alarm on a sum of metrics, " + owner.getNode().getId());
    }
  }

  private void secret(CfnSecret secret) {
    secret.addPropertyOverride("GenerateSecretString.ExcludeCharacters", PUNCTUATION);
    bent.add("secrets: what excludePunctuation excludes is written out");
  }
}
