package io.github.slmsagemaker.testkit.gguf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import io.github.slmsagemaker.testkit.gguf.TensorTable.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes a GGUF with random weights: a real model for the engine that talks nonsense. The same
 * shape and seed give the same bytes. Weights are streamed, so a file may be larger than memory.
 */
public final class RandomGguf {
  private static final int MAGIC = 0x46554747;
  private static final int CHUNK_BYTES = 1 << 20;

  private final RandomShape shape;
  private final long seed;
  private final RandomVocabulary vocabulary;
  private final List<Tensor> tensors;

  private RandomGguf(RandomShape shape, long seed, List<String> added) {
    this.shape = shape;
    this.seed = seed;
    this.vocabulary = new RandomVocabulary(shape.vocabulary(), added);
    this.tensors = new TensorTable(shape, vocabulary.size()).tensors();
  }

  /**
   * Writes the model to {@code target}, replacing it at once when the new file is complete.
   *
   * @throws UncheckedIOException if it cannot be written; {@code target} is then as before
   */
  public static void write(Path target, RandomShape shape, long seed) {
    write(target, shape, seed, List.of());
  }

  /**
   * The same.
   *
   * @param added tokens at the end of the vocabulary that are read wherever their text stands, of
   *     the type that the format calls user-defined
   */
  public static void write(Path target, RandomShape shape, long seed, List<String> added) {
    Path folder = target.toAbsolutePath().getParent();
    try {
      Files.createDirectories(folder);
      Path partial = Files.createTempFile(folder, target.getFileName().toString(), ".part");
      try {
        new RandomGguf(shape, seed, added).writeTo(partial);
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(partial);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + target, e);
    }
  }

  private void writeTo(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      byte[] header = header();
      ByteBuffer padded = ByteBuffer.allocate((int) TensorTable.aligned(header.length)).put(header);
      writeFully(channel, padded.clear());
      RandomBlocks blocks = new RandomBlocks(seed);
      for (Tensor tensor : tensors) {
        writeTensor(channel, tensor, blocks);
      }
    }
  }

  private byte[] header() {
    GgufWriter metadata = new GgufWriter();
    writeShape(metadata);
    vocabulary.writeTo(metadata);
    int entries = metadata.entries();
    for (Tensor tensor : tensors) {
      metadata.string(tensor.name()).int32(tensor.dimensions().size());
      tensor.dimensions().forEach(metadata::int64);
      metadata.int32(tensor.type().type).int64(tensor.offset());
    }
    byte[] body = metadata.toByteArray();
    GgufWriter start = new GgufWriter();
    byte[] head = start.int32(MAGIC).int32(3).int64(tensors.size()).int64(entries).toByteArray();
    return ByteBuffer.allocate(head.length + body.length).put(head).put(body).array();
  }

  private void writeShape(GgufWriter metadata) {
    String prefix = shape.architecture().key + ".";
    metadata.entry("general.architecture", shape.architecture().key);
    metadata.entry("general.name", "random-" + seed);
    metadata.entry("general.file_type", shape.weights().fileType);
    metadata.entry(prefix + "block_count", shape.layers());
    metadata.entry(prefix + "context_length", shape.trainingContext());
    metadata.entry(prefix + "embedding_length", shape.embedding());
    metadata.entry(prefix + "attention.head_count", shape.heads());
    if (shape.architecture() == RandomArchitecture.GRANITE_HYBRID) {
      writeHybrid(metadata, prefix);
    } else {
      metadata.entry(prefix + "feed_forward_length", shape.feedForward());
      metadata.entry(prefix + "attention.head_count_kv", shape.kvHeads());
    }
    metadata.entry(prefix + "attention.layer_norm_rms_epsilon", 1e-5f);
    metadata.entry(prefix + "rope.dimension_count", shape.headDimension());
    metadata.entry(prefix + "vocab_size", vocabulary.size());
    if (shape.architecture() == RandomArchitecture.GEMMA2
        || shape.architecture() == RandomArchitecture.QWEN3) {
      metadata.entry(prefix + "attention.key_length", shape.headDimension());
      metadata.entry(prefix + "attention.value_length", shape.headDimension());
    }
    if (shape.architecture() == RandomArchitecture.PHI3
        || shape.architecture() == RandomArchitecture.GEMMA2) {
      metadata.entry(prefix + "attention.sliding_window", shape.trainingContext());
    }
  }

  private void writeHybrid(GgufWriter metadata, String prefix) {
    int inner = 2 * shape.embedding();
    metadata.entry(prefix + "feed_forward_length", shape.feedForward() / 2);
    metadata.integers(
        prefix + "attention.head_count_kv",
        IntStream.range(0, shape.layers())
            .mapToObj(layer -> shape.architecture().recurrent(layer) ? 0 : shape.kvHeads())
            .toList());
    metadata.entry(prefix + "expert_count", RandomArchitecture.EXPERTS);
    metadata.entry(prefix + "expert_used_count", RandomArchitecture.EXPERTS_USED);
    metadata.entry(prefix + "expert_shared_feed_forward_length", shape.feedForward());
    metadata.entry(prefix + "ssm.conv_kernel", RandomArchitecture.CONVOLUTION);
    metadata.entry(prefix + "ssm.state_size", RandomArchitecture.STATE);
    metadata.entry(prefix + "ssm.group_count", 1);
    metadata.entry(prefix + "ssm.inner_size", inner);
    metadata.entry(prefix + "ssm.time_step_rank", inner / RandomArchitecture.STATE_HEAD);
    metadata.entry(prefix + "rope.scaling.finetuned", false);
  }

  /**
   * Norms and biases are ones; the state fades; matrices keep the variance of what they are applied
   * to.
   */
  private static void writeTensor(FileChannel channel, Tensor tensor, RandomBlocks blocks)
      throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    boolean embedding = tensor.name().startsWith("token_embd");
    float spread = embedding ? 1 : (float) (1 / Math.sqrt(tensor.dimensions().getFirst()));
    for (long left = tensor.blocks(); left > 0; left--) {
      if (chunk.remaining() < tensor.type().blockBytes) {
        writeFully(channel, chunk.flip());
        chunk.clear();
      }
      if (tensor.constant() != 0) {
        chunk.putFloat(tensor.constant());
      } else {
        blocks.put(chunk, tensor.type(), spread);
      }
    }
    writeFully(channel, chunk.flip());
    long padding = TensorTable.aligned(tensor.sizeBytes()) - tensor.sizeBytes();
    writeFully(channel, ByteBuffer.allocate((int) padding));
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
