package io.github.slmsagemaker.cli.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.slmsagemaker.testkit.aws.MotoServer;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The commands against an account that is served by moto; it changes as the tests go on. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class MotoAccountTest {
  private static final String KEY = "canary-key-of-secrets-manager";
  private static MotoServer moto;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    assumeThat(MotoServer.installed()).as(MotoServer.ABSENT).isPresent();
    moto = MotoServer.start();
  }

  @AfterAll
  static void stop() {
    if (moto != null) {
      moto.close();
    }
  }

  @Test
  @Order(1)
  void an_empty_account_lacks_the_bootstrap_and_the_stack() throws Exception {
    AwsProcess.Run doctor = slm("doctor", "-c", "lane=gpu");

    assertThat(doctor.code()).isEqualTo(1);
    assertThat(doctor.out())
        .contains("ok       AWS credentials: arn:aws:sts::123456789012:user/moto in eu-west-1")
        .contains("problem  CDK bootstrap: no stack CDKToolkit in eu-west-1");
    assertThat(slm("key").err()).contains("there is no stack SlmSagemaker in eu-west-1");
  }

  @Test
  @Order(2)
  void a_bootstrapped_account_is_seen() throws Exception {
    stack("CDKToolkit", "BootstrapVersion", "27");

    assertThat(slm("doctor", "-c", "lane=gpu").out())
        .contains("ok       CDK bootstrap: version 27");
  }

  @Test
  @Order(3)
  void an_image_that_is_not_in_the_registry_is_a_problem() throws Exception {
    String image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/slm:1";

    assertThat(slm("doctor", "-c", "imageUri=" + image).out())
        .contains("problem  Engine image: " + image + " is not there");
  }

  @Test
  @Order(4)
  void the_key_is_read_from_the_secret_that_the_stack_names() throws Exception {
    String arn;
    try (SecretsManagerClient secrets =
        SecretsManagerClient.builder()
            .endpointOverride(address())
            .region(Region.EU_WEST_1)
            .credentialsProvider(credentials())
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build()) {
      arn = secrets.createSecret(secret -> secret.name("k").secretString(KEY)).arn();
    }
    stack("SlmSagemaker", "ApiKeySecretArns", "default=" + arn);

    AwsProcess.Run run = slm("key");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo(KEY + System.lineSeparator());
    assertThat(run.err()).doesNotContain(KEY);
  }

  @Test
  @Order(5)
  void destroy_deletes_the_stack() throws Exception {
    assertThat(slm("destroy").code()).as("nobody says yes").isEqualTo(1);

    AwsProcess.Run run = slm("destroy", "--yes");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("What stays:", "slm: deleted");
    assertThat(slm("key").err()).contains("there is no stack SlmSagemaker");
  }

  private AwsProcess.Run slm(String... arguments) throws Exception {
    return AwsProcess.at(address(), folder).slm(arguments);
  }

  private static URI address() {
    return moto.address();
  }

  /** A stack with one resource, since none is not allowed, and one output. */
  private static void stack(String name, String output, String value) {
    String template =
        """
        {"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}},
         "Outputs": {"%s": {"Value": "%s"}}}
        """
            .formatted(output, value);
    try (CloudFormationClient formation =
        CloudFormationClient.builder()
            .endpointOverride(address())
            .region(Region.EU_WEST_1)
            .credentialsProvider(credentials())
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build()) {
      assertThat(
              formation
                  .createStack(stack -> stack.stackName(name).templateBody(template))
                  .stackId())
          .isNotBlank();
    }
  }

  private static StaticCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create("stand-in", "stand-in"));
  }
}
