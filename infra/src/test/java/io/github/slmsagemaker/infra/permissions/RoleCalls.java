package io.github.slmsagemaker.infra.permissions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The table of calls: a stack's settings in brackets, and below them what each of its roles asks of
 * AWS, as {@code ROLE ACTION RESOURCE [CONDITION-KEY=VALUE]...}. What a role may do without ever
 * doing it begins with {@code unused}.
 *
 * @param settings of the stack
 * @param calls what its roles ask
 * @param unused permissions that no call needs
 */
record RoleCalls(Map<String, String> settings, List<Call> calls, List<Call> unused) {
  private static final String TABLE = "calls.txt";
  private static final String UNUSED = "unused ";

  /** Every stack of the table. */
  static List<RoleCalls> table() {
    List<RoleCalls> stacks = new ArrayList<>();
    for (String line : text().lines().map(String::strip).toList()) {
      if (line.startsWith("[")) {
        Map<String, String> settings = pairs(words(line.substring(1, line.length() - 1)));
        stacks.add(new RoleCalls(settings, new ArrayList<>(), new ArrayList<>()));
      } else if (line.startsWith(UNUSED)) {
        stacks.getLast().unused().add(call(words(line.substring(UNUSED.length()))));
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        stacks.getLast().calls().add(call(words(line)));
      }
    }
    return stacks;
  }

  /** Those in the name of one role. */
  List<Call> callsOf(String role) {
    return calls.stream().filter(call -> call.role().equals(role)).toList();
  }

  private static Call call(List<String> words) {
    return new Call(
        words.get(0), words.get(1), words.get(2), pairs(words.subList(3, words.size())));
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }

  private static Map<String, String> pairs(List<String> words) {
    return words.stream()
        .map(word -> word.split("=", 2))
        .collect(toMap(pair -> pair[0], pair -> pair[1]));
  }

  private static String text() {
    try (InputStream file =
        Objects.requireNonNull(RoleCalls.class.getResourceAsStream(TABLE), TABLE)) {
      return new String(file.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return settings.isEmpty() ? "as it comes" : settings.toString();
  }

  /**
   * Something that is asked of AWS.
   *
   * @param role whose credentials sign it
   * @param action as IAM names it
   * @param resource its ARN
   * @param context what conditions look at
   */
  record Call(String role, String action, String resource, Map<String, String> context) {
    Call onResource(String other) {
      return new Call(role, action, other, context);
    }

    @Override
    public String toString() {
      return String.join(" ", role, action, resource);
    }
  }
}
