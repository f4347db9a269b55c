package io.github.slmsagemaker.testkit.lambda;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request of HTTP/1.1 whose body is read part by part, with the trailers that may follow it:
 * AWS's clients tell in them that an answer broke off, and the JDK's server refuses them.
 *
 * @param method its method
 * @param path its target
 * @param headers by name in small letters
 * @param body what follows them
 */
record HeardRequest(String method, String path, Map<String, String> headers, Body body) {
  /** The next request of a connection; empty where the other side has closed it. */
  static Optional<HeardRequest> read(InputStream in) throws IOException {
    String first = line(in);
    if (first.isEmpty()) {
      return Optional.empty();
    }
    String[] words = first.split(" ", 3);
    Map<String, String> headers = fields(in);
    boolean chunked = headers.getOrDefault("transfer-encoding", "").equals("chunked");
    long length = Long.parseLong(headers.getOrDefault("content-length", "0"));
    return Optional.of(
        new HeardRequest(words[0], words[1], headers, new Body(in, chunked ? -1 : length)));
  }

  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  private static Map<String, String> fields(InputStream in) throws IOException {
    Map<String, String> fields = new TreeMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      fields.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return fields;
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int read = in.read(); read >= 0 && read != '\n'; read = in.read()) {
      line.write(read);
    }
    return line.toString(ISO_8859_1).stripTrailing();
  }

  /** The parts of a body, as the chunks that they came in where it came in chunks. */
  static final class Body {
    private static final int MOST_AT_ONCE = 1 << 16;

    private final InputStream in;
    private final boolean chunked;
    private long left;
    private Map<String, String> trailers = Map.of();

    /**
     * @param length its bytes; -1 for chunks
     */
    Body(InputStream in, long length) {
      this.in = in;
      this.chunked = length < 0;
      this.left = length;
    }

    /** The next part; empty at its end. */
    byte[] next() throws IOException {
      return chunked ? nextChunk() : read((int) Math.min(left, MOST_AT_ONCE));
    }

    /** What followed the last chunk. */
    Map<String, String> trailers() {
      return trailers;
    }

    byte[] all() throws IOException {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (byte[] part = next(); part.length > 0; part = next()) {
        all.writeBytes(part);
      }
      return all.toByteArray();
    }

    private byte[] nextChunk() throws IOException {
      String size = line(in);
      if (size.isEmpty()) {
        throw new EOFException("the body broke off");
      }
      left = Long.parseLong(size.split(";", 2)[0].strip(), 16);
      if (left == 0) {
        trailers = fields(in);
        return new byte[0];
      }
      byte[] chunk = read((int) left);
      line(in);
      return chunk;
    }

    private byte[] read(int bytes) throws IOException {
      byte[] part = in.readNBytes(bytes);
      if (part.length < bytes) {
        throw new EOFException("the body broke off");
      }
      left -= bytes;
      return part;
    }
  }
}
