package io.github.slmsagemaker.cli.usage;

import io.github.slmsagemaker.cli.account.Account;
import io.github.slmsagemaker.cli.terminal.ExitCode;
import io.github.slmsagemaker.cli.terminal.Terminal;
import io.github.slmsagemaker.ledger.Budget.Owner;
import io.github.slmsagemaker.ledger.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code slm usage}: what everybody has spent. */
@Command(
    name = "usage",
    mixinStandardHelpOptions = true,
    description =
        "Shows what each key has used and reserved of its budgets today and this month (of UTC),"
            + " and what the calls of all have cost this month. Reads the ledger of your deployment,"
            + " or of this machine, and changes nothing.")
public final class UsageCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Supplier<Account> account;
  private final Path laptop;
  private final InstantSource clock;

  @Option(names = "--key", paramLabel = "NAME", description = "Only this key.")
  private @Nullable String key;

  @Option(names = "--json", description = "For a program to read.")
  private boolean json;

  @Option(
      names = "--local",
      description = "What ./slm local keeps on this machine, running or not, not the deployment.")
  private boolean local;

  /**
   * @param account the AWS account; made only where it is asked
   * @param laptop the file in which {@code slm local} keeps its ledger
   * @param clock says what today is
   */
  public UsageCommand(
      Terminal terminal, Supplier<Account> account, Path laptop, InstantSource clock) {
    this.terminal = terminal;
    this.account = account;
    this.laptop = laptop;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    Books books;
    try {
      if (local && !Files.exists(laptop)) {
        terminal.say(
            "nothing was counted on this machine: there is no %s; ./slm local --tokens-per-day N"
                    .formatted(laptop)
                + " counts");
        return ExitCode.NO;
      }
      books = local ? LaptopBooks.read(laptop, today) : DeploymentBooks.read(account.get(), today);
    } catch (IOException unreadable) {
      terminal.say("cannot read the ledger: " + unreadable.getMessage());
      return ExitCode.NO;
    }
    return show(Lines.of(books, today));
  }

  private int show(List<Line> all) {
    List<Line> lines = all.stream().filter(this::wanted).toList();
    if (key != null && lines.isEmpty()) {
      terminal.say("there is no key '%s'; there is: %s".formatted(key, names(all)));
      return ExitCode.NO;
    }
    if (json) {
      terminal.out().println(UsageJson.of(lines));
    } else {
      terminal.out().print(new UsageTable(lines, terminal.screen()).text());
    }
    terminal.out().flush();
    if (!local && all.stream().noneMatch(line -> line.measure() == Measure.MICRODOLLARS)) {
      terminal.say("no money was counted this month: -c dollarsPerMonth=N counts and limits it");
    }
    return ExitCode.OK;
  }

  private boolean wanted(Line line) {
    return key == null || (line.owner() instanceof Owner.Key && line.name().equals(key));
  }

  private static String names(List<Line> lines) {
    String names =
        lines.stream()
            .filter(line -> line.owner() instanceof Owner.Key)
            .map(Line::name)
            .distinct()
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "none that has used anything" : names;
  }
}
