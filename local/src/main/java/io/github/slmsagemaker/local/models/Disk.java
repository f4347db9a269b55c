package io.github.slmsagemaker.local.models;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where files are kept. */
interface Disk {
  /** Bytes that may still be written to a folder. */
  long freeBytes(Path folder) throws IOException;

  /** Writes behind what a file holds. */
  OutputStream append(Path file) throws IOException;

  /** This machine's. */
  Disk OF_THIS_MACHINE =
      new Disk() {
        @Override
        public long freeBytes(Path folder) throws IOException {
          return Files.getFileStore(folder).getUsableSpace();
        }

        @Override
        public OutputStream append(Path file) throws IOException {
          return Files.newOutputStream(file, CREATE, APPEND);
        }
      };
}
