package io.github.slmsagemaker.infra.permissions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.slmsagemaker.infra.Synthesised;
import io.github.slmsagemaker.infra.permissions.RoleCalls.Call;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/** Each role of the template against the calls that are made in its name. */
final class PermissionsTest {
  /** Of a resource, where it begins; a log's stream has none of its own. */
  private static final String NAME = "(:log-group:|[:/])(\\w[^:/]*(?::log-stream:\\w+)?)$";

  @TempDir private Path folder;

  @BeforeEach
  void evaluator() {
    assumeTrue(IamSimulator.installed(), IamSimulator.ABSENT);
  }

  static List<RoleCalls> stacks() {
    return RoleCalls.table();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stacks")
  void the_table_has_every_role(RoleCalls stack) {
    List<String> known =
        Stream.concat(stack.calls().stream(), stack.unused().stream())
            .map(Call::role)
            .distinct()
            .toList();

    assertThat(known).containsExactlyInAnyOrderElementsOf(roles(stack).keySet());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stacks")
  void every_call_is_allowed(RoleCalls stack) throws Exception {
    SortedMap<String, List<ObjectNode>> roles = roles(stack);
    IamSimulator iam = new IamSimulator(folder);
    stack.calls().forEach(call -> iam.ask(roles.getOrDefault(call.role(), List.of()), call));

    assertThat(said(stack.calls(), iam.answers()))
        .allMatch(line -> line.endsWith(": " + IamSimulator.ALLOWED));
  }

  /** So each that is taken away is missed, but for those that are listed as unused. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("stacks")
  void a_role_without_any_one_of_its_permissions_is_denied_a_call(RoleCalls stack)
      throws Exception {
    IamSimulator iam = new IamSimulator(folder);
    List<String> without = new ArrayList<>();
    TreeSet<String> unused = new TreeSet<>();
    roles(stack)
        .forEach(
            (role, statements) -> {
              for (ObjectNode taken : statements) {
                unused.add(words(role, taken));
                List<ObjectNode> left =
                    statements.stream().filter(it -> !it.equals(taken)).toList();
                for (Call call : stack.callsOf(role)) {
                  iam.ask(left, call);
                  without.add(words(role, taken));
                }
              }
            });
    List<String> answers = iam.answers();
    for (int i = 0; i < answers.size(); i++) {
      if (!answers.get(i).equals(IamSimulator.ALLOWED)) {
        unused.remove(without.get(i));
      }
    }

    assertThat(unused)
        .as("permissions that no call needs")
        .containsExactlyInAnyOrderElementsOf(stack.unused().stream().map(Call::toString).toList());
  }

  /**
   * The same calls on another's resources: of another account, or with another name. Scalable
   * targets have no names that a template knows, and are held by conditions.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("stacks")
  void nothing_of_anybody_else_is_allowed(RoleCalls stack) throws Exception {
    SortedMap<String, List<ObjectNode>> roles = roles(stack);
    IamSimulator iam = new IamSimulator(folder);
    List<Call> others = new ArrayList<>();
    for (Call call : stack.calls()) {
      if (!call.resource().equals("*")) {
        others.add(call.onResource(call.resource().replaceFirst(NAME, "$1other$2")));
        others.add(call.onResource(call.resource().replace("123456789012", "210987654321")));
      }
    }
    others.removeAll(stack.calls());
    others.removeIf(call -> call.resource().endsWith(":scalable-target/other0123456789"));
    others.forEach(call -> iam.ask(roles.getOrDefault(call.role(), List.of()), call));

    assertThat(said(others, iam.answers()))
        .noneMatch(line -> line.endsWith(": " + IamSimulator.ALLOWED));
  }

  private static SortedMap<String, List<ObjectNode>> roles(RoleCalls stack) {
    return RolePolicies.of(Synthesised.of(stack.settings()));
  }

  private static String words(String role, ObjectNode statement) {
    return String.join(
        " ", role, statement.get("Action").asString(), statement.get("Resource").asString());
  }

  private static List<String> said(List<Call> calls, List<String> answers) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      lines.add(calls.get(i) + ": " + answers.get(i));
    }
    return lines;
  }
}
