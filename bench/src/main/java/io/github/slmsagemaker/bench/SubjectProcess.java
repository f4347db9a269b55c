package io.github.slmsagemaker.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A {@link Subject} in a JVM of its own with the options of Lambda, seen from outside. */
final class SubjectProcess implements AutoCloseable {
  private static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xmx512m",
          "--sun-misc-unsafe-memory-access=allow",
          "--enable-native-access=ALL-UNNAMED");

  private final Process process;
  private final BufferedReader out;
  private final Writer in;
  private final URI address;

  SubjectProcess(Subject.Kind kind, boolean streams, URI endpoint) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    command.addAll(List.of("-cp", ManagementFactory.getRuntimeMXBean().getClassPath()));
    command.addAll(
        List.of(
            Subject.class.getName(), kind.name(), String.valueOf(streams), endpoint.toString()));
    this.process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    this.out = process.inputReader();
    this.in = process.outputWriter();
    this.address = URI.create("http://127.0.0.1:" + line());
  }

  URI address() {
    return address;
  }

  long pid() {
    return process.pid();
  }

  Usage usage() throws IOException {
    in.write('\n');
    in.flush();
    return Usage.of(line());
  }

  @Override
  public void close() {
    process.destroy();
  }

  private String line() throws IOException {
    String line = out.readLine();
    if (line == null) {
      throw new IOException("the measured process ended; its own message stands above");
    }
    return line;
  }
}
