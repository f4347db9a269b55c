package io.github.slmsagemaker.local.models;

import io.github.slmsagemaker.local.startup.StartFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;

/** Brings the missing bytes of one file, in one go. */
final class Transfer {
  private static final int BUFFER = 1 << 18;

  /** Room that is left on the disk for everybody else. */
  private static final long SPARE = 256L << 20;

  private final ModelFile file;
  private final PartFile part;
  private final Hub hub;
  private final Progress progress;
  private final Duration silence;
  private final Disk disk;

  Transfer(ModelFile file, PartFile part, Hub hub, Progress progress, Duration silence, Disk disk) {
    this.file = file;
    this.part = part;
    this.hub = hub;
    this.progress = progress;
    this.silence = silence;
    this.disk = disk;
  }

  /**
   * Returns when every byte is there.
   *
   * @throws IOException where the same call may bring the rest
   * @throws StartFailure where it never will
   */
  void run() throws IOException {
    long from = resumable();
    if (file.size().isPresent() && from == file.size().getAsLong()) {
      return;
    }
    try (Exchange exchange = Exchange.get(file.source(), from, part.entityTag(), hub, silence)) {
      switch (exchange.status()) {
        case 200 -> {
          part.restart(exchange.header("ETag"));
          receive(exchange, 0);
        }
        case 206 -> receive(exchange, continued(exchange, from));
        case 416 -> throw unfit("the server has no byte " + from);
        default -> throw refusal(exchange.status());
      }
    }
  }

  /** Without a tag and a checksum nobody would notice that the rest belongs to another file. */
  private long resumable() throws IOException {
    long length = part.length();
    boolean tooLong = file.size().isPresent() && length > file.size().getAsLong();
    boolean blind = part.entityTag().isEmpty() && file.sha256().isEmpty();
    if (length > 0 && (tooLong || blind)) {
      part.discard();
      return 0;
    }
    return length;
  }

  private long continued(Exchange exchange, long from) throws IOException {
    OptionalLong start = exchange.start();
    if (start.isEmpty() || start.getAsLong() != from) {
      throw unfit("the server did not continue at byte " + from);
    }
    progress.say("continuing at " + Bytes.shown(from));
    return from;
  }

  private void receive(Exchange exchange, long from) throws IOException {
    OptionalLong total = exchange.total();
    if (total.isPresent()) {
      checkSize(total.getAsLong());
      checkSpace(total.getAsLong() - from);
    }
    long at = copy(exchange, from, total.orElse(-1));
    if (total.isPresent() && at < total.getAsLong()) {
      throw new IOException("the connection ended at byte " + at + " of " + total.getAsLong());
    }
  }

  private long copy(Exchange exchange, long from, long total) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long at = from;
    try (InputStream in = exchange.body();
        OutputStream out = part.append()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (Thread.currentThread().isInterrupted()) {
          throw new InterruptedIOException("the download was stopped");
        }
        out.write(buffer, 0, read);
        at += read;
        progress.at(at, total);
      }
    }
    return at;
  }

  private void checkSize(long total) throws IOException {
    if (file.size().isPresent() && file.size().getAsLong() != total) {
      part.discard();
      throw Unobtainable.because(
          null,
          "%s has %d bytes, expected %d"
              .formatted(Urls.shown(file.source()), total, file.size().getAsLong()));
    }
  }

  private void checkSpace(long missing) throws IOException {
    Path folder = part.folder();
    long free = disk.freeBytes(folder);
    if (free < missing + SPARE) {
      throw new StartFailure(
          "%s needs %s more and %s to spare, but %s has only %s free; make room, or set"
                  .formatted(
                      file.fileName(),
                      Bytes.shown(missing),
                      Bytes.shown(SPARE),
                      folder,
                      Bytes.shown(free))
              + " XDG_CACHE_HOME to a folder on a larger disk");
    }
  }

  private IOException unfit(String why) throws IOException {
    part.discard();
    return new IOException(why + "; starting over");
  }

  private IOException refusal(int status) {
    String answer = "%s answered %d".formatted(Urls.shown(file.source()), status);
    return switch (status) {
      case 401, 403 ->
          throw Unobtainable.because(
              null, answer, "set HF_TOKEN to a token that may read this file");
      case 404, 410 -> throw Unobtainable.because(null, answer + ", there is no such file");
      case 407 -> throw Unobtainable.because(null, answer + ", the proxy asks for a password");
      case 408, 425, 429, 500, 502, 503, 504 -> new IOException("the server answered " + status);
      default -> throw Unobtainable.because(null, answer);
    };
  }
}
