package io.github.slmsagemaker.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The TCP sockets that a process of this machine listens on, as Linux tells them in /proc. */
final class ListeningSockets {
  private static final String LISTEN = "0A";

  private ListeningSockets() {}

  static boolean canBeSeen() {
    return Files.isReadable(Path.of("/proc/net/tcp"));
  }

  static List<InetSocketAddress> of(long pid) throws IOException {
    Set<String> own = sockets(Path.of("/proc", Long.toString(pid), "fd"));
    List<InetSocketAddress> listening = new ArrayList<>();
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      Path file = Path.of(table);
      for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
        String[] column = line.strip().split("\\s+", -1);
        if (column.length > 9 && column[3].equals(LISTEN) && own.contains(column[9])) {
          listening.add(address(column[1]));
        }
      }
    }
    return listening;
  }

  /** Inodes of the sockets among a process's open files, which read {@code socket:[INODE]}. */
  private static Set<String> sockets(Path files) throws IOException {
    try (Stream<Path> open = Files.list(files)) {
      return open.map(ListeningSockets::target)
          .filter(target -> target.startsWith("socket:["))
          .map(target -> target.substring("socket:[".length(), target.length() - 1))
          .collect(Collectors.toSet());
    }
  }

  private static String target(Path file) {
    try {
      return Files.readSymbolicLink(file).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }

  /** {@code ADDRESS:PORT} in hexadecimal, each word of four bytes the wrong way round. */
  private static InetSocketAddress address(String told) throws IOException {
    String[] parts = told.split(":", -1);
    byte[] words = HexFormat.of().parseHex(parts[0]);
    byte[] bytes = new byte[words.length];
    for (int i = 0; i < words.length; i++) {
      bytes[i] = words[i - i % 4 + 3 - i % 4];
    }
    return new InetSocketAddress(InetAddress.getByAddress(bytes), Integer.parseInt(parts[1], 16));
  }
}
