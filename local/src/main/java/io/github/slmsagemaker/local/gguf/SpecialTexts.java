package io.github.slmsagemaker.local.gguf;

import io.github.slmsagemaker.local.gguf.GgufException.Reason;
import io.github.slmsagemaker.local.gguf.GgufValue.Numbers;
import io.github.slmsagemaker.local.gguf.GgufValue.Sequence;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a file's vocabulary that become a token of their own wherever they stand: what the
 * format calls unknown, control and user-defined ({@code tokenizer.ggml.token_type} 2, 3 and 4).
 */
public final class SpecialTexts {
  private static final int UNKNOWN = 2;
  private static final int USER_DEFINED = 4;
  private static final int INT32 = 5;
  private static final int STRING = 8;

  private SpecialTexts() {}

  /**
   * Reads them; none where the file has no vocabulary of its own.
   *
   * @throws GgufException where it cannot be read any more
   */
  public static Set<String> of(GgufFile file) {
    if (!(file.metadata().get("tokenizer.ggml.tokens") instanceof Sequence texts)
        || texts.elementType() != STRING) {
      return Set.of();
    }
    try {
      BitSet special = special(file, file.metadata().get("tokenizer.ggml.token_type"));
      return texts(file, texts, special);
    } catch (IOException e) {
      throw new GgufException(
          Reason.UNREADABLE, file.path(), "cannot be read (" + e + "); check its permissions");
    }
  }

  private static BitSet special(GgufFile file, @Nullable GgufValue types) throws IOException {
    BitSet special = new BitSet();
    if (types instanceof Numbers(List<Long> few)) {
      for (int id = 0; id < few.size(); id++) {
        special.set(id, isSpecial(few.get(id)));
      }
    }
    if (types instanceof Sequence many && many.elementType() == INT32) {
      try (FileChannel channel = open(file.path())) {
        GgufInput input = at(channel, file, many);
        for (int id = 0; id < many.length(); id++) {
          special.set(id, isSpecial(input.int32()));
        }
      }
    }
    return special;
  }

  private static Set<String> texts(GgufFile file, Sequence texts, BitSet wanted)
      throws IOException {
    try (FileChannel channel = open(file.path())) {
      GgufInput input = at(channel, file, texts);
      Set<String> found = new TreeSet<>();
      for (int id = 0; id < texts.length() && id < wanted.length(); id++) {
        String text = input.string("a token's text");
        if (wanted.get(id)) {
          found.add(text);
        }
      }
      found.remove("");
      return found;
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.READ);
  }

  private static GgufInput at(FileChannel channel, GgufFile file, Sequence values)
      throws IOException {
    GgufInput input = new GgufInput(file.path(), channel, file.sizeBytes());
    input.skip(values.at());
    return input;
  }

  private static boolean isSpecial(long type) {
    return type >= UNKNOWN && type <= USER_DEFINED;
  }
}
