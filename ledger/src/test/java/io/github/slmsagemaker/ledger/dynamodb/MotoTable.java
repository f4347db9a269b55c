package io.github.slmsagemaker.ledger.dynamodb;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.slmsagemaker.testkit.aws.MotoServer;
import io.github.slmsagemaker.testkit.aws.Tables;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

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
    Tables.create(address, "us-east-1", name);
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
}
