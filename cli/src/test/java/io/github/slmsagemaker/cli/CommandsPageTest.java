package io.github.slmsagemaker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.cli.cloud.CloudFixture;
import io.github.slmsagemaker.cli.terminal.ExitCode;
import io.github.slmsagemaker.cli.terminal.SignalTermination;
import io.github.slmsagemaker.cli.terminal.Terminal;
import io.github.slmsagemaker.testkit.pages.GeneratedSection;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** {@code docs/cli.md} is the help that the commands print. */
final class CommandsPageTest {
  private static final String PAGE = "docs/cli.md";

  private final CommandLine slm = slm();

  @Test
  void the_commands_are_all_there_are() throws Exception {
    String rows =
        slm.getSubcommands().entrySet().stream()
            .map(
                command ->
                    "| [`%s`](#slm-%s) | %s | %s |\n"
                        .formatted(
                            command.getKey(),
                            command.getKey(),
                            hasJson(command.getValue()) ? "yes" : "",
                            firstSentence(command.getValue())))
            .collect(Collectors.joining());

    GeneratedSection.of(PAGE, "commands")
        .requireIs("| command | `--json` | what it is for |\n|---|---|---|\n" + rows);
  }

  @Test
  void the_exit_codes_are_the_help_s() throws Exception {
    Map<String, String> codes = slm.getCommandSpec().usageMessage().exitCodeList();
    assertThat(codes.keySet())
        .containsExactly(
            String.valueOf(ExitCode.OK),
            String.valueOf(ExitCode.NO),
            String.valueOf(ExitCode.USAGE),
            String.valueOf(ExitCode.INTERNAL));

    GeneratedSection.of(PAGE, "exit codes")
        .requireIs(
            "| code | meaning |\n|---|---|\n"
                + codes.entrySet().stream()
                    .map(code -> "| %s | %s |\n".formatted(code.getKey(), code.getValue()))
                    .collect(Collectors.joining()));
  }

  @Test
  void the_help_is_what_is_printed() throws Exception {
    String help =
        Stream.concat(Stream.of(slm), slm.getSubcommands().values().stream())
            .map(CommandsPageTest::section)
            .collect(Collectors.joining("\n"));

    GeneratedSection.of(PAGE, "help").requireIs("\n" + help + "\n");
  }

  private static String section(CommandLine command) {
    String help = command.getUsageMessage(Ansi.OFF).replace(System.lineSeparator(), "\n");
    return "## %s\n\n```text\n%s```\n"
        .formatted(command.getCommandSpec().qualifiedName(), help.replaceAll(" +\n", "\n"));
  }

  private static boolean hasJson(CommandLine command) {
    return command.getCommandSpec().findOption("--json") != null;
  }

  private static String firstSentence(CommandLine command) {
    String all = String.join(" ", command.getCommandSpec().usageMessage().description());
    return all.replaceFirst("(?<=\\.) .*", "");
  }

  private static CommandLine slm() {
    Terminal terminal =
        new Terminal(
            new PrintWriter(Writer.nullWriter()),
            new PrintWriter(Writer.nullWriter()),
            CommandStage.silent(),
            Map.of());
    return Slm.commandLine(
        terminal,
        (_, _) -> {
          throw new AssertionError("help starts nothing");
        },
        new SignalTermination(terminal.err()),
        new CloudFixture().cloud(),
        Pipe.EMPTY);
  }
}
