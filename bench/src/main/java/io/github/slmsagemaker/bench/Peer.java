package io.github.slmsagemaker.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A server under load, seen by the operating system.
 *
 * @param name for the table
 * @param url what is asked
 * @param body a request
 * @param pid of its only process
 */
record Peer(String name, URI url, String body, long pid) {
  /** One that speaks OpenAI's protocol. */
  static Peer chat(String name, URI address, String model, boolean streamed, long pid) {
    String body =
        """
        {"model":"%s","stream":%b,"max_tokens":64,\
        "messages":[{"role":"user","content":"Hello, how are you?"}]}"""
            .formatted(model, streamed);
    return new Peer(name, address.resolve("/v1/chat/completions"), body, pid);
  }

  /** The stand-in of SageMaker itself, in this process: what every answer costs at least. */
  static Peer standIn(URI address, boolean streamed) {
    String body =
        """
        {"inputs":"Hello, how are you?","parameters":{"max_new_tokens":64},"stream":%b}"""
            .formatted(streamed);
    URI url = Subject.invocations(address, streamed);
    return new Peer("stand-in", url, body, ProcessHandle.current().pid());
  }

  /** Processor time since its start. */
  Duration cpu() {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .orElseThrow(() -> new IllegalStateException(name + " ended; see its own message above"));
  }

  /** Resident memory in MiB, as Linux tells it. */
  long residentMebibytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
      }
    }
    throw new IOException("/proc/%d/status has no VmRSS".formatted(pid));
  }
}
