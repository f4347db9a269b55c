package io.github.slmsagemaker.container;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Serves one file, obeys ranges, and closes each connection after a number of its bytes. */
final class CutServer implements AutoCloseable {
  private final ServerSocket socket;
  private final byte[] file;
  private final int most;
  private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());

  private CutServer(ServerSocket socket, byte[] file, int most) {
    this.socket = socket;
    this.file = file;
    this.most = most;
  }

  static CutServer start(byte[] file, int most) throws IOException {
    var server =
        new CutServer(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()), file, most);
    Thread.ofVirtual().start(server::serve);
    return server;
  }

  String url() {
    return "http://127.0.0.1:" + socket.getLocalPort() + "/model.gguf";
  }

  /** The Range header of each request, empty where there was none. */
  List<String> ranges() {
    return List.copyOf(ranges);
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket connection = socket.accept()) {
        answer(connection);
      } catch (IOException closed) {
        // The test is over, or curl has gone: the next connection tells.
      }
    }
  }

  private void answer(Socket connection) throws IOException {
    var head =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
    String range = "";
    for (String line = head.readLine(); line != null && !line.isEmpty(); line = head.readLine()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("range: ")) {
        range = line.substring("range: ".length());
      }
    }
    ranges.add(range);
    int from = range.isEmpty() ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
    String status =
        range.isEmpty()
            ? "200 OK"
            : "206 Partial Content\r\nContent-Range: bytes %d-%d/%d"
                .formatted(from, file.length - 1, file.length);
    OutputStream out = connection.getOutputStream();
    out.write(
        "HTTP/1.1 %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            .formatted(status, file.length - from)
            .getBytes(StandardCharsets.US_ASCII));
    out.write(file, from, Math.min(most, file.length - from));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
