package io.github.slmsagemaker.testkit.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy of HTTP that remembers where it was asked to lead, and leads nowhere. */
public final class DeafProxy implements AutoCloseable {
  private static final String NO = "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n";

  private final ServerSocket door;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  private DeafProxy(ServerSocket door) {
    this.door = door;
  }

  /** Listens on a free port. */
  public static DeafProxy start() {
    try {
      DeafProxy proxy = new DeafProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
      Thread.ofVirtual().start(proxy::listen);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a variable such as {@code HTTPS_PROXY} names. */
  public String address() {
    return "http://127.0.0.1:" + door.getLocalPort();
  }

  /** What it was asked, such as {@code CONNECT example.org:443}. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void listen() {
    while (!door.isClosed()) {
      try {
        Socket socket = door.accept();
        Thread.ofVirtual().start(() -> refuse(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void refuse(Socket socket) {
    try (socket) {
      var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
      String first = in.readLine();
      if (first != null) {
        asked.add(first.replaceFirst(" HTTP/1\\.1$", ""));
      }
      for (String line = first; line != null && !line.isEmpty(); line = in.readLine()) {
        // The rest of the head says nothing of where to.
      }
      socket.getOutputStream().write(NO.getBytes(ISO_8859_1));
    } catch (IOException gone) {
      // Who has left needs no answer.
    }
  }
}
