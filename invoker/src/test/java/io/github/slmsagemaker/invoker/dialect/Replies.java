package io.github.slmsagemaker.invoker.dialect;

import io.github.slmsagemaker.core.engine.Completion;
import io.github.slmsagemaker.core.engine.Piece;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Reads replies the way an engine does, cut as a test wants. */
final class Replies {
  private Replies() {}

  /** What a reply came to. */
  record Read(List<Piece> pieces, Completion completion) {
    String text() {
      return pieces.stream().map(Piece::text).collect(Collectors.joining());
    }
  }

  static Read read(Reply reply, String... parts) {
    return read(
        reply, Arrays.stream(parts).map(part -> part.getBytes(StandardCharsets.UTF_8)).toList());
  }

  /** Reads a reply whose bytes come in two parts, cut at {@code at}. */
  static Read readCut(Reply reply, String whole, int at) {
    byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
    return read(
        reply,
        List.of(Arrays.copyOfRange(bytes, 0, at), Arrays.copyOfRange(bytes, at, bytes.length)));
  }

  private static Read read(Reply reply, List<byte[]> parts) {
    List<Piece> pieces = new ArrayList<>();
    ReplyReader reader = new ReplyReader(reply);
    parts.forEach(part -> reader.feed(part, pieces::add));
    Completion completion = reader.end(pieces::add);
    return new Read(List.copyOf(pieces), completion);
  }
}
