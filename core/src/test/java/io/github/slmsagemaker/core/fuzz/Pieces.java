package io.github.slmsagemaker.core.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** An input cut at each byte 0x1F, the unit separator, which belongs to none of the pieces. */
record Pieces(List<byte[]> list) {
  private static final byte CUT = 0x1F;

  Pieces {
    list = List.copyOf(list);
  }

  static Pieces of(byte[] input) {
    List<byte[]> pieces = new ArrayList<>();
    ByteArrayOutputStream piece = new ByteArrayOutputStream();
    for (byte b : input) {
      if (b == CUT) {
        pieces.add(piece.toByteArray());
        piece.reset();
      } else {
        piece.write(b);
      }
    }
    pieces.add(piece.toByteArray());
    return new Pieces(pieces);
  }

  byte[] whole() {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    list.forEach(whole::writeBytes);
    return whole.toByteArray();
  }
}
