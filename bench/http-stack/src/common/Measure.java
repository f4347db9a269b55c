import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * Time from starting a JVM to its first answer, in milliseconds: of a server (a GET answered) or of
 * a SageMaker client (an InvokeEndpoint answered by a stand-in). Candidates take turns, so a noisy
 * neighbour hits all of them.
 *
 * <p>Arguments: runs, then NAME=MAINCLASS for each candidate.
 */
final class Measure {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  public static void main(String[] args) throws Exception {
    int runs = Integer.parseInt(args[0]);
    Map<String, String> candidates = new LinkedHashMap<>();
    for (int i = 1; i < args.length; i++) {
      String[] pair = args[i].split("=");
      candidates.put(pair[0], pair[1]);
    }
    int standIn = standInEndpoint();
    Map<String, List<Long>> figures = new LinkedHashMap<>();
    for (int run = 0; run < runs; run++) {
      for (Map.Entry<String, String> each : candidates.entrySet()) {
        figures
            .computeIfAbsent(each.getKey(), name -> new ArrayList<>())
            .add(once(each.getKey(), each.getValue(), standIn));
      }
    }
    figures.forEach(Measure::print);
    System.exit(0);
  }

  private static long once(String name, String main, int standIn) throws Exception {
    boolean server = name.startsWith("server");
    int port = server ? freePort() : standIn;
    long start = System.nanoTime();
    Process process = start(name, main, port);
    try {
      if (server) {
        awaitAnswer(port, process);
      } else if (process.getInputStream().read() < 0) {
        throw new IOException(name + " ended without an answer");
      }
      return (System.nanoTime() - start) / 1_000_000;
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static Process start(String name, String main, int port) throws IOException {
    String java = ProcessHandle.current().info().command().orElseThrow();
    List<String> command = new ArrayList<>(List.of(java));
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", classPath(name), main, Integer.toString(port)));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  /** Jar by jar: a wildcard would cost the JVM a directory listing. */
  private static String classPath(String name) throws IOException {
    List<String> entries = new ArrayList<>(List.of("target/classes-" + name));
    Path lib = Path.of("target/lib", name);
    if (Files.isDirectory(lib)) {
      try (var jars = Files.list(lib)) {
        jars.map(Path::toString).sorted().forEach(entries::add);
      }
    }
    return String.join(":", entries);
  }

  private static void awaitAnswer(int port, Process process) throws Exception {
    while (process.isAlive()) {
      try (Socket socket = new Socket(LOOPBACK, port)) {
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes());
        InputStream in = socket.getInputStream();
        if (new String(in.readNBytes(12), StandardCharsets.US_ASCII).equals("HTTP/1.1 200")) {
          return;
        }
      } catch (IOException notYet) {
        Thread.sleep(2);
      }
    }
    throw new IOException("the server ended: exit " + process.exitValue());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
      return socket.getLocalPort();
    }
  }

  private static int standInEndpoint() throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          byte[] body = "[{\"generated_text\":\"hello\"}]".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server.getAddress().getPort();
  }

  private static void print(String name, List<Long> figures) {
    List<Long> sorted = new ArrayList<>(figures);
    Collections.sort(sorted);
    System.out.printf(
        "%-16s median %4d ms   lowest %4d   highest %4d   (%d runs)%n",
        name,
        sorted.get(sorted.size() / 2),
        sorted.get(0),
        sorted.get(sorted.size() - 1),
        sorted.size());
  }
}
