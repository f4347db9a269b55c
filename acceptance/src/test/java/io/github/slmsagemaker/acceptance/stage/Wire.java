package io.github.slmsagemaker.acceptance.stage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One connection on which any bytes whatever can be sent; no read waits longer than a minute. */
public final class Wire implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 60_000;

  private final Socket socket;
  private final InputStream in;

  /** Connects. */
  public Wire(InetSocketAddress server) throws IOException {
    socket = new Socket(server.getAddress(), server.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** A server on this machine. */
  public static InetSocketAddress local(int port) {
    return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
  }

  /**
   * A reply.
   *
   * @param status HTTP status
   * @param headers by their names in lower case
   * @param body as text
   */
  public record Reply(int status, Map<String, String> headers, String body) {
    /** A header by its name in lower case. */
    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }
  }

  /** Sends head and body and reads the reply; a server may answer before it has read all. */
  public static Reply exchange(InetSocketAddress server, String head, byte[] body)
      throws IOException {
    try (Wire wire = new Wire(server)) {
      wire.send(head.getBytes(ISO_8859_1));
      Thread sender = Thread.ofVirtual().start(() -> wire.sendUnlessClosed(body));
      Reply reply = wire.reply();
      sender.interrupt();
      return reply;
    }
  }

  /** Sends at once. */
  public Wire send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  private void sendUnlessClosed(byte[] bytes) {
    try {
      send(bytes);
    } catch (IOException closed) {
      // The server refused without reading on; its reply says why.
    }
  }

  /** Reads one reply to its end. */
  public Reply reply() throws IOException {
    String status = line();
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      String[] field = line.split(":", 2);
      headers.put(field[0].toLowerCase(Locale.ROOT), field[1].strip());
    }
    byte[] body =
        headers.containsKey("transfer-encoding")
            ? chunks()
            : in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    return new Reply(Integer.parseInt(status.split(" ", 3)[1]), headers, new String(body, UTF_8));
  }

  /** Whether the other side closes without another byte. */
  public boolean closed() throws IOException {
    return in.read() < 0;
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (int length = chunkLength(); length > 0; length = chunkLength()) {
      whole.write(in.readNBytes(length));
      line();
    }
    line();
    return whole.toByteArray();
  }

  private int chunkLength() throws IOException {
    return Integer.parseInt(line(), 16);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("after \"" + line + "\"");
      }
      line.append((char) c);
    }
    return line.toString().stripTrailing();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
