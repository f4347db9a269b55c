package io.github.slmsagemaker.core.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tags that models put around calls.
 *
 * @param open before them
 * @param close after them
 * @param function the tool that the opening tag names, so that its arguments alone stand within
 */
record Wrapper(String open, String close, Optional<String> function) {

  /** All of them, for tools that may be called. */
  static List<Wrapper> of(Set<String> callable) {
    List<Wrapper> all = new ArrayList<>();
    for (String name : List.of("tool_call", "function_call", "tools")) {
      all.add(new Wrapper("<" + name + ">", "</" + name + ">", Optional.empty()));
    }
    for (String tool : callable) {
      all.add(new Wrapper("<function=" + tool + ">", "</function>", Optional.of(tool)));
    }
    return all;
  }
}
