package io.github.slmsagemaker.ledger.dynamodb;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.slmsagemaker.testkit.aws.MotoServer;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Tables as the stack makes them, in moto's server. */
final class MotoTable implements AutoCloseable {
  private final MotoServer server;

  private MotoTable(MotoServer server) {
    this.server = server;
  }

  /** Skips the test where there is no moto. */
  static MotoTable start() {
    assumeTrue(MotoServer.installed().isPresent(), MotoServer.ABSENT);
    return new MotoTable(MotoServer.start());
  }

  URI address() {
    return server.address();
  }

  /** A new table. */
  String create() {
    return createAt(address());
  }

  /** A new table in whatever stands in for AWS. */
  static String createAt(URI address) {
    String name = "ledger-" + UUID.randomUUID();
    // With time for a machine that has other things to do: the second of two attempts is refused.
    DynamoDbSettings patient =
        DynamoDbSettings.of(name)
            .at(address)
            .within(Duration.ofSeconds(60), Duration.ofSeconds(60));
    try (TableClient connection = new TableClient(patient)) {
      DynamoDbAsyncClient client = connection.client();
      var _ =
          client
              .createTable(
                  table ->
                      table
                          .tableName(name)
                          .billingMode(BillingMode.PAY_PER_REQUEST)
                          .attributeDefinitions(text("period"), text("subject"))
                          .keySchema(key("period", KeyType.HASH), key("subject", KeyType.RANGE)))
              .join();
    }
    return name;
  }

  /** Every item that is no reservation's, as whoever reads a table by other means sees it. */
  List<Map<String, String>> windows(String table) {
    return windowsAt(address(), table);
  }

  static List<Map<String, String>> windowsAt(URI address, String table) {
    try (TableClient connection = new TableClient(DynamoDbSettings.of(table).at(address))) {
      return connection.client().scan(scan -> scan.tableName(table)).join().items().stream()
          .map(MotoTable::written)
          .filter(item -> !item.getOrDefault("period", "").startsWith("reservation#"))
          .toList();
    }
  }

  private static Map<String, String> written(Map<String, AttributeValue> item) {
    Map<String, String> written = new HashMap<>();
    item.forEach(
        (name, value) -> {
          if (value.s() != null || value.n() != null) {
            written.put(name, value.s() == null ? value.n() : value.s());
          }
        });
    return written;
  }

  @Override
  public void close() {
    server.close();
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }
}
