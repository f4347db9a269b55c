package io.github.slmsagemaker.cli.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;

/** Asks on standard error and reads a line of standard input. */
public final class KeyboardQuestion implements Cloud.Question {
  private final InputStream in;
  private final PrintWriter err;

  public KeyboardQuestion(InputStream in, PrintWriter err) {
    this.in = in;
    this.err = err;
  }

  @Override
  public boolean agreed(String text) {
    err.print(text);
    err.flush();
    try {
      String line = new BufferedReader(new InputStreamReader(in, UTF_8)).readLine();
      return line != null && line.strip().equals("yes");
    } catch (IOException unreadable) {
      return false;
    }
  }
}
