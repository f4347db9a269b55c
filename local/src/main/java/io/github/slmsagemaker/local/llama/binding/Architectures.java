package io.github.slmsagemaker.local.llama.binding;

import io.github.slmsagemaker.local.llama.LlamaException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The architectures that the library itself says it knows. */
public final class Architectures {
  private static final String WAY_OUT =
      "install a current llama-server (brew install llama.cpp; apt install llama.cpp), which slm local"
          + " then runs by itself, or name one with --llama-server-binary FILE";

  private static final int LONGEST_NAME = 64;

  /** More than there are; the list ends with a name for what is not known. */
  private static final int MOST = 1000;

  /**
   * What computes vectors of a text, or needs one as input of another kind: no chat comes of it.
   */
  private static final Set<String> WRITE_NO_TEXT =
      Set.of("bert", "nomic-bert", "jina-bert-v2", "t5", "t5encoder", "wavtokenizer-dec");

  /** Those for which b4916 ends the process in any other number of layers (llama-model.cpp). */
  private static final Map<String, Set<Integer>> KNOWN_DEPTHS =
      Map.of("gemma2", Set.of(26, 42, 46), "baichuan", Set.of(32, 40));

  private final Set<String> names = new TreeSet<>();

  /** A face for {@link NativeFunctions}. */
  public interface NameOf {
    MemorySegment call(int architecture);
  }

  Architectures(NativeFunctions c) {
    NameOf nameOf = c.bind(NameOf.class, "_Z13llm_arch_name8llm_arch");
    for (int i = 0; i < MOST; i++) {
      String name = NativeStrings.utf8(nameOf.call(i), LONGEST_NAME);
      if (name.contains("unknown")) {
        return;
      }
      names.add(name);
    }
  }

  /** All names, also of those that write no text. */
  public Set<String> names() {
    return Set.copyOf(names);
  }

  /**
   * Passes where a model of this architecture can be generated with.
   *
   * @param model its file, or its name where there is no file yet
   * @throws LlamaException.UnsupportedModel otherwise
   */
  public void require(String architecture, String model) {
    if (WRITE_NO_TEXT.contains(architecture)) {
      throw new LlamaException.UnsupportedModel(
          "%s: architecture is %s, which answers no chats; use a model that writes text"
              .formatted(model, architecture));
    }
    if (!names.contains(architecture)) {
      throw new LlamaException.UnsupportedModel(
          "%s: architecture is %s, which the llama.cpp of this process (b4916) does not know; %s"
              .formatted(model, architecture, WAY_OUT));
    }
  }

  /**
   * Passes where the model has as many layers as its architecture is known in.
   *
   * @throws LlamaException.UnsupportedModel otherwise
   */
  public void requireDepth(String architecture, int layers, Path file) {
    Set<Integer> known = KNOWN_DEPTHS.getOrDefault(architecture, Set.of(layers));
    if (!known.contains(layers)) {
      throw new LlamaException.UnsupportedModel(
          "%s: a %s of %d layers, the llama.cpp of this process (b4916) knows %s; %s"
              .formatted(file, architecture, layers, new TreeSet<>(known), WAY_OUT));
    }
  }
}
