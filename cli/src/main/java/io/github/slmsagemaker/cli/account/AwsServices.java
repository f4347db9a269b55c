package io.github.slmsagemaker.cli.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;
import software.amazon.awssdk.utils.SystemSetting;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Those of the SDK's default chain: its credentials, its region, its signatures, its hosts. */
public final class AwsServices implements Services {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration CALL = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(400);
  private static final int ATTEMPTS = 3;
  private static final SystemSetting ENDPOINT = new EndpointSetting();

  /** The JDK's client computes these itself. */
  private static final Set<String> RESTRICTED = Set.of("host", "content-length");

  private final AwsClients aws = new AwsClients();
  private final HttpClient http;

  /**
   * @param proxies the way out of this machine
   */
  public AwsServices(ProxySelector proxies) {
    this.http = HttpClient.newBuilder().connectTimeout(CONNECT).proxy(proxies).build();
  }

  @Override
  public Answer ask(Question question) {
    Region region = aws.region();
    String what = "ask %s for %s".formatted(question.service().signingName(), question.title());
    try (DefaultCredentialsProvider chain = DefaultCredentialsProvider.builder().build()) {
      HttpRequest signed = signed(question, region, chain.resolveCredentials());
      Answer answer = send(signed);
      for (int attempt = 1; attempt < ATTEMPTS && busy(answer); attempt++) {
        LockSupport.parkNanos(PAUSE.multipliedBy(attempt).toNanos());
        answer = send(signed);
      }
      if (answer.status() == 403 || answer.body().path("__type").asString("").contains("Denied")) {
        throw new AccountFailure(
            "cannot %s: AWS says %s%s".formatted(what, answer.message(), AwsClients.NOT_ALLOWED));
      }
      return answer;
    } catch (SdkClientException failed) {
      throw new AccountFailure(AwsClients.failure(what, region, failed), failed);
    } catch (IOException failed) {
      throw new AccountFailure("cannot %s in %s: %s".formatted(what, region, failed), failed);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new AccountFailure("interrupted while it wanted to " + what, ended);
    }
  }

  private static boolean busy(Answer answer) {
    return answer.status() == 429
        || answer.status() >= 500
        || answer.body().path("__type").asString("").contains("Throttling");
  }

  private Answer send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString(UTF_8));
    return new Answer(response.statusCode(), parsed(response.body()));
  }

  private static JsonNode parsed(String text) {
    try {
      return text.isBlank() ? MissingNode.getInstance() : JsonMapper.shared().readTree(text);
    } catch (JacksonException notJson) {
      return JsonMapper.shared().createObjectNode().put("message", text);
    }
  }

  private static HttpRequest signed(Question question, Region region, AwsCredentials credentials) {
    byte[] body =
        question.body().map(JsonMapper.shared()::writeValueAsBytes).orElseGet(() -> new byte[0]);
    SdkHttpRequest request =
        AwsV4HttpSigner.create()
            .sign(
                signing ->
                    signing
                        .identity(credentials)
                        .request(unsigned(question, region))
                        .payload(ContentStreamProvider.fromByteArray(body))
                        .putProperty(
                            AwsV4HttpSigner.SERVICE_SIGNING_NAME, question.service().signingName())
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region.id()))
            .request();
    HttpRequest.Builder sent =
        HttpRequest.newBuilder(request.getUri())
            .timeout(CALL)
            .method(
                question.method(),
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    request.forEachHeader(
        (name, values) -> {
          if (!RESTRICTED.contains(name.toLowerCase(Locale.ROOT))) {
            values.forEach(value -> sent.header(name, value));
          }
        });
    return sent.build();
  }

  private static SdkHttpRequest unsigned(Question question, Region region) {
    Service service = question.service();
    URI host =
        ENDPOINT
            .getStringValue()
            .map(URI::create)
            .orElseGet(
                () ->
                    URI.create(
                        "https://" + ServiceMetadata.of(service.host()).endpointFor(region)));
    SdkHttpFullRequest.Builder request =
        SdkHttpFullRequest.builder()
            .method(SdkHttpMethod.fromValue(question.method()))
            .uri(host.resolve(question.path()))
            .putHeader("accept", "application/json");
    question
        .action()
        .ifPresent(action -> request.putHeader("x-amz-target", service.target() + action));
    if (question.body().isPresent()) {
      request.putHeader(
          "content-type",
          question.action().isPresent() ? "application/x-amz-json-1.1" : "application/json");
    }
    return request.build();
  }

  /** The SDK's own name for another place of all services. */
  private static final class EndpointSetting implements SystemSetting {
    @Override
    public String property() {
      return "aws.endpointUrl";
    }

    @Override
    public String environmentVariable() {
      return "AWS_ENDPOINT_URL";
    }

    @Override
    public @Nullable String defaultValue() {
      return null;
    }
  }
}
