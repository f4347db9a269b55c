package io.github.slmsagemaker.testkit.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** DynamoDB's tables in whatever stands in for AWS and checks no signature. */
public final class Tables {
  private Tables() {}

  /** Makes one as the stack makes that of budgets. */
  public static void create(URI address, String region, String name) {
    String table =
        """
        {"TableName": "%s", "BillingMode": "PAY_PER_REQUEST",
         "AttributeDefinitions": [{"AttributeName": "period", "AttributeType": "S"},
                                  {"AttributeName": "subject", "AttributeType": "S"}],
         "KeySchema": [{"AttributeName": "period", "KeyType": "HASH"},
                       {"AttributeName": "subject", "KeyType": "RANGE"}]}
        """
            .formatted(name);
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve("/"))
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("X-Amz-Target", "DynamoDB_20120810.CreateTable")
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=stand-in/20260101/%s/dynamodb/aws4_request,"
                        .formatted(region)
                    + " SignedHeaders=host, Signature=0")
            .POST(BodyPublishers.ofString(table))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> reply = client.send(request, BodyHandlers.ofString());
      if (reply.statusCode() != 200) {
        throw new IllegalStateException("no table %s: %s".formatted(name, reply.body()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
