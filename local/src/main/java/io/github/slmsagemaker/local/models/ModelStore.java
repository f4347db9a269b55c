package io.github.slmsagemaker.local.models;

import io.github.slmsagemaker.local.startup.StartFailure;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Weights in the user's cache folder, fetched when they are first asked for. */
public final class ModelStore {
  private static final int FRUITLESS_ATTEMPTS = 5;

  private final Path folder;
  private final Hub hub;
  private final Progress progress;
  private final Timing timing;
  private final Disk disk;

  /**
   * @param silence longest time that a server may send nothing
   * @param pause before the second attempt without a new byte; it doubles
   */
  record Timing(Duration silence, Duration pause) {
    static final Timing DEFAULT = new Timing(Duration.ofSeconds(30), Duration.ofSeconds(1));
  }

  public ModelStore(Path folder, Hub hub, Progress progress) {
    this(folder, hub, progress, Timing.DEFAULT, Disk.OF_THIS_MACHINE);
  }

  ModelStore(Path folder, Hub hub, Progress progress, Timing timing, Disk disk) {
    this.folder = folder;
    this.hub = hub;
    this.progress = progress;
    this.timing = timing;
    this.disk = disk;
  }

  /**
   * The file, whole and checked; downloaded first where it is not there. A second process that
   * wants the same file waits for the first.
   *
   * @throws StartFailure where it cannot be had, or the thread was interrupted, at once
   */
  public Path obtain(ModelFile file) {
    try {
      return Interruptible.call(() -> obtained(file));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw stopped(interrupted);
    } finally {
      progress.close();
    }
  }

  private Path obtained(ModelFile file) {
    Path target = folder.resolve(file.fileName());
    try {
      if (isThere(file, target)) {
        return target;
      }
      Files.createDirectories(folder);
      DownloadLock lock = DownloadLock.acquire(target, progress);
      try {
        if (!isThere(file, target)) {
          download(file, target);
        }
      } finally {
        lock.release();
      }
      return target;
    } catch (IOException failed) {
      throw new StartFailure(
          "cannot write to %s: %s; set XDG_CACHE_HOME to a folder that can be written"
              .formatted(folder, failed),
          failed);
    }
  }

  /** A file gets its name only when it was checked, so its size is enough. */
  private static boolean isThere(ModelFile file, Path target) throws IOException {
    return Files.isRegularFile(target)
        && (file.size().isEmpty() || Files.size(target) == file.size().getAsLong());
  }

  private void download(ModelFile file, Path target) throws IOException {
    PartFile part = new PartFile(target, disk);
    progress.say("downloading " + Urls.shown(file.source()) + " to " + folder);
    Transfer transfer = new Transfer(file, part, hub, progress, timing.silence(), disk);
    int fruitless = 0;
    for (boolean whole = false; !whole; ) {
      long before = part.length();
      try {
        transfer.run();
        whole = true;
      } catch (IOException cut) {
        fruitless = part.length() > before ? 0 : fruitless + 1;
        giveUpOrPause(file, cut, fruitless);
      }
    }
    new Checksum(file).verify(part, progress);
    part.becomes(target);
    progress.say("kept as " + target);
  }

  private void giveUpOrPause(ModelFile file, IOException cut, int fruitless) {
    if (Thread.currentThread().isInterrupted()) {
      throw stopped(cut);
    }
    if (fruitless >= FRUITLESS_ATTEMPTS || cut instanceof UnknownHostException) {
      throw Unobtainable.because(
          cut,
          "cannot download %s: %s".formatted(Urls.shown(file.source()), cut),
          "check the network (a later start continues where this one ended)");
    }
    progress.say("interrupted (" + cut.getMessage() + "), trying again");
    try {
      Thread.sleep(timing.pause().multipliedBy(1L << fruitless));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw stopped(interrupted);
    }
  }

  private static StartFailure stopped(Exception cause) {
    return new StartFailure(
        "the download was stopped; a later start continues where this one ended", cause);
  }
}
