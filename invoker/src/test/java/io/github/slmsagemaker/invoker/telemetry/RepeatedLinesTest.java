package io.github.slmsagemaker.invoker.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RepeatedLinesTest {
  private final List<String> written = new ArrayList<>();
  private final List<Runnable> windows = new ArrayList<>();
  private final RepeatedLines lines = new RepeatedLines(written::add, windows::add);

  @Test
  void a_thousand_lines_of_a_kind_in_a_window_are_two() {
    for (int i = 0; i < 1000; i++) {
      lines.write("busy", ", call " + i);
    }
    endOfWindow();

    assertThat(written).containsExactly("busy, call 0", "busy: 999 more within 10 s");
  }

  @Test
  void a_line_that_stays_alone_is_one() {
    lines.write("busy", "");
    endOfWindow();
    lines.write("busy", "");

    assertThat(written).containsExactly("busy", "busy");
  }

  @Test
  void kinds_are_counted_apart() {
    lines.write("busy", "");
    lines.write("cold", "");
    lines.write("cold", "");
    endOfWindow();

    assertThat(written).containsExactly("busy", "cold", "cold: 1 more within 10 s");
  }

  private void endOfWindow() {
    List<Runnable> over = List.copyOf(windows);
    windows.clear();
    over.forEach(Runnable::run);
  }
}
