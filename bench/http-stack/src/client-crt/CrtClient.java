import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.crt.AwsCrtAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeAsyncClient;

final class CrtClient {
  public static void main(String[] args) throws Exception {
    if (args[0].equals("cancel")) {
      Cancel.run(CrtClient::client);
      System.exit(0);
    }
    SdkBytes body = SdkBytes.fromUtf8String("{}");
    var reply =
        client(URI.create("http://127.0.0.1:" + args[0]))
            .invokeEndpoint(r -> r.endpointName("e").contentType("application/json").body(body))
            .join();
    System.out.println(reply.body().asUtf8String());
    System.exit(0);
  }

  static SageMakerRuntimeAsyncClient client(URI endpoint) {
    var keys = StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret"));
    return SageMakerRuntimeAsyncClient.builder()
        .region(Region.US_EAST_1)
        .credentialsProvider(keys)
        .endpointOverride(endpoint)
        .httpClient(AwsCrtAsyncHttpClient.create())
        .build();
  }
}
