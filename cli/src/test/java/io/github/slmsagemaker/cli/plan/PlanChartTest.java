package io.github.slmsagemaker.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.cli.CommandStage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** {@code slm plan --chart}: what is drawn; the prices are capacity's, whose tests hold them. */
final class PlanChartTest extends CommandStage {
  private static final String[] ALL = {"plan", "--lane", "all", "--max-concurrency", "40"};

  @TempDir private Path folder;

  @Test
  void a_file_has_a_line_for_each_lane_and_bedrock_and_a_mark_where_they_cross() throws Exception {
    Path file = folder.resolve("cost.svg");

    assertThat(run(with("--chart", file.toString()))).isZero();

    Document svg = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    assertThat(svg.getElementsByTagName("polyline").getLength()).isEqualTo(4);
    assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(3);
    assertThat(texts(svg)).contains("serverless", "gpu", "always-on", "Bedrock", "requests a day");
    assertThat(texts(svg)).anyMatch(text -> text.startsWith("gpu costs less than always-on up to"));
    assertThat(out.toString()).contains("the worst month").doesNotContain("$ a month\n");
  }

  @Test
  void numbers_are_written_the_same_wherever_the_machine_stands() throws Exception {
    Locale before = Locale.getDefault();
    Path here = folder.resolve("here.svg");
    Path there = folder.resolve("there.svg");
    try {
      Locale.setDefault(Locale.ROOT);
      run(with("--chart", here.toString()));
      Locale.setDefault(Locale.GERMANY);
      run(with("--chart", there.toString()));
    } finally {
      Locale.setDefault(before);
    }

    assertThat(there).hasSameTextualContentAs(here);
  }

  @Test
  void without_a_file_it_is_drawn_on_the_terminal() {
    assertThat(run(with("--chart"))).isZero();

    String chart = out.toString().substring(out.toString().indexOf("$ a month\n"));
    assertThat(chart)
        .contains("a  serverless\n", "b  gpu\n", "c  always-on\n", "d  Bedrock\n")
        .contains("requests a day", "- gpu costs less than always-on up to ");
    assertThat(chart.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(97));
    assertThat(chart.lines().filter(line -> line.contains("|"))).hasSize(21);
    // Two of the three meet in one place.
    assertThat(chart.lines().filter(line -> line.contains("|")).mapToLong(this::crosses).sum())
        .isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan --model all --chart", "plan --json --chart"})
  void what_cannot_be_drawn_is_a_usage_error(String arguments) {
    assertThat(run(arguments.split(" ", -1))).isEqualTo(2);
    assertThat(err.toString()).startsWith("slm: --chart ").hasLineCount(1);
  }

  @Test
  void a_file_that_cannot_be_written_is_one_line() {
    Path nowhere = folder.resolve("no/such/cost.svg");

    assertThat(run(with("--chart", nowhere.toString()))).isEqualTo(1);
    assertThat(err.toString()).startsWith("slm: --chart " + nowhere).hasLineCount(1);
    assertThat(Files.exists(nowhere)).isFalse();
  }

  private long crosses(String line) {
    return line.chars().filter(letter -> letter == 'x').count();
  }

  private static String[] with(String... more) {
    String[] all = Arrays.copyOf(ALL, ALL.length + more.length);
    System.arraycopy(more, 0, all, ALL.length, more.length);
    return all;
  }

  private static List<String> texts(Document svg) {
    NodeList texts = svg.getElementsByTagName("text");
    return IntStream.range(0, texts.getLength())
        .mapToObj(at -> texts.item(at).getTextContent())
        .toList();
  }
}
