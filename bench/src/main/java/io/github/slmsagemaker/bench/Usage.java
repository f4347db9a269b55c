package io.github.slmsagemaker.bench;

/**
 * What a process has used since it began.
 *
 * @param cpuNanos processor time
 * @param allocatedBytes on the heap
 * @param heapBytes on the heap now, after a collection
 */
record Usage(long cpuNanos, long allocatedBytes, long heapBytes) {

  static Usage of(String line) {
    String[] figures = line.split(" ", -1);
    return new Usage(
        Long.parseLong(figures[0]), Long.parseLong(figures[1]), Long.parseLong(figures[2]));
  }

  String line() {
    return cpuNanos + " " + allocatedBytes + " " + heapBytes;
  }
}
