package io.github.slmsagemaker.testkit.container;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * A program that stands in for llama-server: it listens on the socket file that it is told, answers
 * as one was recorded, and notes in its folder how it was started. Files there tell it what to do.
 *
 * @param folder its own
 */
public record FakeLlamaServer(Path folder) {
  /** What it says to everything. */
  public static final List<String> TOKENS = List.of("one", " two", " three");

  /** A prompt that ends it, in the middle of the answer, with the words of a failed assertion. */
  public static final String DEADLY = "die";

  private static final String HELP =
      """
      --host HOST   IP address to listen on, or UNIX socket path that ends with .sock
      -cram, --cache-ram N
      --offline
      --no-webui
      --slots, --no-slots
      """;

  /** Writes the program {@code llama-server} into a folder. */
  public static FakeLlamaServer in(Path folder) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path program = folder.resolve("llama-server");
    Files.writeString(
        program,
        """
        #!/bin/sh
        env | sed 's/=.*//' >'%s/variables'
        exec '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '%s' %s '%s' "$@"
        """
            .formatted(
                folder,
                java,
                System.getProperty("java.class.path"),
                FakeLlamaServer.class.getName(),
                folder));
    if (!program.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + program + " executable");
    }
    return new FakeLlamaServer(folder);
  }

  public Path program() {
    return folder.resolve("llama-server");
  }

  /** While this file is there it is loading. */
  public Path loading() {
    return folder.resolve("loading");
  }

  /** Where this file is there it ends instead of loading, saying what is in it. */
  public Path broken() {
    return folder.resolve("broken");
  }

  /** Arguments of the last start, one a line. */
  public List<String> arguments() throws IOException {
    return Files.readAllLines(folder.resolve("arguments"));
  }

  /** Names of the variables of the last start. */
  public List<String> variables() throws IOException {
    return Files.readAllLines(folder.resolve("variables"));
  }

  /** Every start so far, by its process. */
  public List<Long> starts() throws IOException {
    Path file = folder.resolve("starts");
    return Files.exists(file)
        ? Files.readAllLines(file).stream().map(Long::valueOf).toList()
        : List.of();
  }

  /** The program: the folder, then llama-server's own arguments. */
  public static void main(String[] arguments) throws IOException {
    FakeLlamaServer self = new FakeLlamaServer(Path.of(arguments[0]));
    List<String> own = List.of(arguments).subList(1, arguments.length);
    switch (own.getFirst()) {
      case "--version" -> System.out.println("version: 7 (fake)");
      case "--help" -> System.out.print(HELP);
      default -> self.run(own);
    }
  }

  private void run(List<String> arguments) throws IOException {
    Files.write(folder.resolve("arguments"), arguments);
    Files.writeString(
        folder.resolve("starts"),
        ProcessHandle.current().pid() + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    if (Files.exists(broken())) {
      System.err.print(Files.readString(broken()));
      System.err.flush();
      Runtime.getRuntime().halt(1);
    }
    Path socket = Path.of(arguments.get(arguments.indexOf("--host") + 1));
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      while (true) {
        SocketChannel connection = server.accept();
        var _ = Thread.ofVirtual().start(() -> serve(connection));
      }
    }
  }

  private void serve(SocketChannel connection) {
    try (connection) {
      JsonNode request = read(new DataInputStream(Channels.newInputStream(connection)));
      if (request.path("prompt").toString().contains(DEADLY)) {
        System.err.println("parse: error parsing grammar: root ::= " + request.path("prompt"));
        System.err.println("ggml.c:42: GGML_ASSERT(ne[0] > 0) failed");
        System.err.println("#0  0x00007ffccb2139c8 in ?? ()");
        System.err.flush();
        Runtime.getRuntime().halt(134);
      }
      boolean loads = request.isMissingNode() && Files.exists(loading());
      ContainerAnswer answer =
          loads
              ? ContainerAnswer.of(503, "application/json", "{}")
              : new LlamaServerReplies(TOKENS).to(request);
      write(Channels.newOutputStream(connection), answer);
    } catch (IOException gone) {
      // Whoever asked does not wait for it.
    }
  }

  private static JsonNode read(DataInputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      head.write(in.readByte());
    }
    int length =
        head.toString(ISO_8859_1)
            .lines()
            .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
            .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D", "")))
            .findFirst()
            .orElse(0);
    return length == 0
        ? MissingNode.getInstance()
        : JsonMapper.shared().readTree(in.readNBytes(length));
  }

  private static void write(OutputStream out, ContainerAnswer answer) throws IOException {
    byte[] body = String.join("", answer.parts()).getBytes(UTF_8);
    String head =
        "HTTP/1.1 %d -\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            .formatted(answer.status(), answer.contentType(), body.length);
    out.write(head.getBytes(ISO_8859_1));
    out.write(body);
    out.flush();
  }
}
