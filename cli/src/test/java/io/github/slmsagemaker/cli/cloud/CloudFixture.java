package io.github.slmsagemaker.cli.cloud;

import io.github.slmsagemaker.cli.Pipe;
import io.github.slmsagemaker.cli.Slm;
import io.github.slmsagemaker.cli.terminal.SignalTermination;
import io.github.slmsagemaker.cli.terminal.Terminal;
import io.github.slmsagemaker.cli.account.Account;
import io.github.slmsagemaker.cli.account.AccountFailure;
import io.github.slmsagemaker.cli.account.EcrImage;
import io.github.slmsagemaker.cli.account.Endpoint;
import io.github.slmsagemaker.deployment.Placement;
import io.github.slmsagemaker.deployment.engine.EngineProfile;
import io.github.slmsagemaker.local.models.ProgressLines;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An account, a machine and a keyboard that do what a test says. */
public final class CloudFixture implements Account {
  static final String KEY = "canary-key-of-secrets-manager";
  static final String ALICE = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:a-x1";
  static final String BOB = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:b-x2";
  static final Identity CALLER =
      new Identity("123456789012", "arn:aws:iam::123456789012:user/me", "eu-west-1");

  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();
  final Map<String, Stack> stacks = new HashMap<>();
  final Map<String, String> secrets = new HashMap<>();
  final Map<String, Double> quotas = new HashMap<>();
  final Map<String, Endpoint> endpoints = new HashMap<>();
  final Map<String, Endpoint> components = new HashMap<>();
  final List<String> probes = new ArrayList<>();
  final Map<String, String> programs = new HashMap<>();
  final List<Map<String, String>> items = new ArrayList<>();
  final Set<String> images = new HashSet<>();
  final List<List<String>> started = new ArrayList<>();
  final List<String> deleted = new ArrayList<>();

  /** What a stack says, look after look, once it is being deleted. */
  final List<Optional<Stack>> afterDeletion = new ArrayList<>();

  final FakeStacks formation = new FakeStacks();
  final FakeServices aws = new FakeServices();
  Path clone = Path.of("");
  int functions = 1000;
  boolean agrees;
  Runnable pause = () -> {};
  @Nullable AccountFailure failure;
  @Nullable AccountFailure silence;
  Process process = (folder, command) -> 0;

  /** Stands in for the program that a command starts. */
  interface Process {
    int run(Path folder, List<String> command);
  }

  /** A deployment whose keys lie in these secrets. */
  void deployed(String secretArns) {
    secrets.put(ALICE, CloudFixture.KEY);
    stacks.put(
        "SlmSagemaker",
        new Stack(
            "CREATE_COMPLETE",
            Map.of("ApiKeySecretArns", secretArns, "EndpointName", "the-endpoint")));
  }

  /** A deployment with a user pool. */
  void pooled() {
    stacks.put(
        "SlmSagemaker",
        new Stack("CREATE_COMPLETE", Map.of("LoginIssuer", "https://pool.example/eu_1")));
  }

  static Optional<Stack> state(String status) {
    return Optional.of(new Stack(status, Map.of()));
  }

  public Cloud cloud() {
    return new Cloud(
        clone,
        () -> this,
        () -> formation,
        () -> aws,
        () -> (repository, reference) -> images.contains(repository + ":" + reference),
        (folder, command) -> {
          started.add(command);
          return process.run(folder, command);
        },
        command -> Optional.ofNullable(programs.get(command.getFirst())),
        text -> {
          err.write(text);
          return agrees;
        },
        () -> pause.run());
  }

  /** A stack that is there, with these outputs. */
  public static Stack stack(Map<String, String> outputs) {
    return new Stack("CREATE_COMPLETE", outputs);
  }

  public Map<String, Stack> stacks() {
    return stacks;
  }

  /** Of a table called {@code ledger-table}. */
  public List<Map<String, String>> items() {
    return items;
  }

  int run(String... arguments) {
    Terminal terminal =
        new Terminal(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            new ProgressLines(err::write, InstantSource.system()),
            Map.of());
    return Slm.commandLine(
            terminal,
            (settings, progress) -> {
              throw new AssertionError("starts nothing local");
            },
            new SignalTermination(terminal.err()),
            cloud(),
            Pipe.EMPTY)
        .execute(arguments);
  }

  @Override
  public Identity identity() {
    if (failure != null) {
      throw failure;
    }
    return CALLER;
  }

  @Override
  public Optional<Stack> stack(String name) {
    return deleted.contains(name) && !afterDeletion.isEmpty()
        ? afterDeletion.removeFirst()
        : Optional.ofNullable(stacks.get(name));
  }

  @Override
  public void deleteStack(String name) {
    deleted.add(name);
  }

  @Override
  public String secret(String arn) {
    return secrets.getOrDefault(arn, "");
  }

  @Override
  public List<Map<String, String>> items(String table, String key, String partition) {
    return items.stream()
        .filter(item -> table.equals("ledger-table") && partition.equals(item.get(key)))
        .toList();
  }

  @Override
  public Map<String, Double> quotas(String service, Set<String> names) {
    Map<String, Double> found = new HashMap<>(quotas);
    found.keySet().retainAll(names);
    return found;
  }

  @Override
  public int functionConcurrency() {
    return functions;
  }

  @Override
  public Optional<Endpoint> endpoint(String name) {
    return Optional.ofNullable(endpoints.get(name));
  }

  @Override
  public Optional<Endpoint> component(String name) {
    return Optional.ofNullable(components.get(name));
  }

  @Override
  public void probe(Placement.OnEndpoint place, EngineProfile engine) {
    probes.add(place.name() + " by " + engine.word());
    if (silence != null) {
      throw silence;
    }
  }

  @Override
  public boolean has(EcrImage image) {
    return images.contains(image.repository() + ":" + image.reference());
  }
}
