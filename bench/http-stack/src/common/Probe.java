import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a server behaves towards clients that trickle, hang up or do not read. */
final class Probe {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  public static void main(String[] args) throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
      port = socket.getLocalPort();
    }
    List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().get()));
    command.addAll(List.of(args).subList(1, args.length));
    command.add(Integer.toString(port));
    Path out = Files.createTempFile("probe", ".txt");
    Process server =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(out.toFile())
            .start();
    try {
      for (int tries = 0; get(port, "/", 500).isEmpty(); tries++) {
        if (tries > 200) {
          throw new IOException(args[0] + " does not answer");
        }
        Thread.sleep(20);
      }
      System.out.printf("%-15s slow heads: %s%n", args[0], slowHeads(port));
      System.out.printf("%-15s slow body:  %s%n", args[0], slowBody(port));
      System.out.printf("%-15s hang-up:    %s%n", args[0], hangUp(port, out));
      System.out.printf("%-15s slow reader: %s%n", args[0], slowReader(port));
    } finally {
      server.destroyForcibly().waitFor();
      Files.delete(out);
    }
  }

  /** Four connections that send a header byte every 200 ms for 12 s. */
  private static String slowHeads(int port) throws Exception {
    Socket[] slow = new Socket[4];
    for (int i = 0; i < slow.length; i++) {
      slow[i] = new Socket(LOOPBACK, port);
      slow[i].getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\nX: ".getBytes());
    }
    long start = System.nanoTime();
    boolean served = true;
    String end = "still open after 12 s";
    for (int tick = 0; tick < 60; tick++) {
      Thread.sleep(200);
      if (tick == 5) {
        served = get(port, "/", 2000).startsWith("HTTP/1.1 200");
      }
      String seen = trickle(slow);
      if (!seen.isEmpty()) {
        end = seen + " after " + (System.nanoTime() - start) / 100_000_000 / 10.0 + " s";
        break;
      }
    }
    for (Socket each : slow) {
      each.close();
    }
    return (served ? "others are served" : "OTHERS ARE NOT SERVED") + "; " + end;
  }

  /** A body of which a byte comes every 200 ms for 12 s; only some servers have a route for it. */
  private static String slowBody(int port) throws Exception {
    try (Socket socket = new Socket(LOOPBACK, port)) {
      String head = "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n";
      socket.getOutputStream().write(head.getBytes());
      long start = System.nanoTime();
      for (int tick = 0; tick < 60; tick++) {
        Thread.sleep(200);
        String seen = trickle(new Socket[] {socket});
        if (!seen.isEmpty()) {
          return seen + " after " + (System.nanoTime() - start) / 100_000_000 / 10.0 + " s";
        }
      }
      return "still open after 12 s";
    }
  }

  private static String trickle(Socket[] slow) throws IOException {
    String seen = "";
    for (Socket each : slow) {
      try {
        if (each.getInputStream().available() > 0) {
          byte[] some = each.getInputStream().readNBytes(12);
          return new String(some, StandardCharsets.US_ASCII);
        }
        each.getOutputStream().write('x');
      } catch (IOException closed) {
        seen = "closed without an answer";
      }
    }
    return seen;
  }

  private static String hangUp(int port, Path out) throws Exception {
    try (Socket socket = new Socket(LOOPBACK, port)) {
      socket.getOutputStream().write("GET /hang HTTP/1.1\r\nHost: x\r\n\r\n".getBytes());
      Thread.sleep(1000);
    }
    long start = System.nanoTime();
    for (int tick = 0; tick < 500; tick++) {
      if (Files.readString(out).contains("hang-up noticed")) {
        return "noticed after " + (System.nanoTime() - start) / 1_000_000 + " ms";
      }
      Thread.sleep(10);
    }
    return "not noticed within 5 s";
  }

  private static String slowReader(int port) throws Exception {
    try (Socket socket = new Socket(LOOPBACK, port)) {
      socket.getOutputStream().write("GET /flood HTTP/1.1\r\nHost: x\r\n\r\n".getBytes());
      Thread.sleep(2000);
      String first = get(port, "/written", 2000);
      Thread.sleep(2000);
      String second = get(port, "/written", 2000);
      return "accepted from the handler after 2 s " + last(first) + ", after 4 s " + last(second);
    }
  }

  private static String last(String answer) {
    return answer.substring(answer.lastIndexOf('\n') + 1) + " bytes";
  }

  private static String get(int port, String path, int timeoutMillis) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try (Socket socket = new Socket(LOOPBACK, port)) {
      socket.setSoTimeout(timeoutMillis);
      String request = "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes());
      socket.getInputStream().transferTo(answer);
    } catch (IOException endOfPatience) {
      // What came until now is the answer: some servers ignore Connection: close.
    }
    return answer.toString(StandardCharsets.US_ASCII);
  }
}
