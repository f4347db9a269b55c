import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;

final class UrlClient {
  public static void main(String[] args) {
    var keys = StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret"));
    SageMakerRuntimeClient client =
        SageMakerRuntimeClient.builder()
            .region(Region.US_EAST_1)
            .credentialsProvider(keys)
            .endpointOverride(URI.create("http://127.0.0.1:" + args[0]))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    var reply =
        client.invokeEndpoint(
            r ->
                r.endpointName("e")
                    .contentType("application/json")
                    .body(SdkBytes.fromUtf8String("{}")));
    System.out.println(reply.body().asUtf8String());
    System.exit(0);
  }
}
