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
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a Llama-architecture GGUF with random weights: a real model for the engine that talks
 * nonsense. The same shape and seed give the same bytes. Weights are streamed, so a file may be
 * larger than memory.
 */
public final class RandomGguf {
  private static final int MAGIC = 0x46554747;
  private static final int ALIGNMENT = 32;
  private static final int CHUNK_BYTES = 1 << 20;

  private final RandomShape shape;
  private final long seed;
  private final RandomVocabulary vocabulary;
  private final List<Tensor> tensors = new ArrayList<>();
  private long dataBytes;

  /** A row of the tensor table; the contiguous dimension comes first. */
  private record Tensor(String name, List<Long> dimensions, Encoding type, long offset) {
    long blocks() {
      return dimensions.stream().reduce(1L, Math::multiplyExact) / type.blockElements;
    }

    long sizeBytes() {
      return blocks() * type.blockBytes;
    }
  }

  private RandomGguf(RandomShape shape, long seed) {
    this.shape = shape;
    this.seed = seed;
    this.vocabulary = new RandomVocabulary(shape.vocabulary());
    layOutTensors();
  }

  /**
   * Writes the model to {@code target}, replacing it at once when the new file is complete.
   *
   * @throws UncheckedIOException if it cannot be written; {@code target} is then as before
   */
  public static void write(Path target, RandomShape shape, long seed) {
    Path folder = target.toAbsolutePath().getParent();
    try {
      Files.createDirectories(folder);
      Path partial = Files.createTempFile(folder, target.getFileName().toString(), ".part");
      try {
        new RandomGguf(shape, seed).writeTo(partial);
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(partial);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + target, e);
    }
  }

  private void layOutTensors() {
    long embedding = shape.embedding();
    long feedForward = shape.feedForward();
    long kv = embedding / shape.heads() * shape.kvHeads();
    matrix("token_embd", embedding, vocabulary.size());
    for (int layer = 0; layer < shape.layers(); layer++) {
      String block = "blk." + layer + ".";
      norm(block + "attn_norm");
      matrix(block + "attn_q", embedding, embedding);
      matrix(block + "attn_k", embedding, kv);
      matrix(block + "attn_v", embedding, kv);
      matrix(block + "attn_output", embedding, embedding);
      norm(block + "ffn_norm");
      matrix(block + "ffn_gate", embedding, feedForward);
      matrix(block + "ffn_up", embedding, feedForward);
      matrix(block + "ffn_down", feedForward, embedding);
    }
    norm("output_norm");
    matrix("output", embedding, vocabulary.size());
  }

  private void matrix(String name, long columns, long rows) {
    add(name, List.of(columns, rows), shape.weights());
  }

  private void norm(String name) {
    add(name, List.of((long) shape.embedding()), Encoding.F32);
  }

  private void add(String name, List<Long> dimensions, Encoding type) {
    Tensor tensor = new Tensor(name + ".weight", dimensions, type, dataBytes);
    tensors.add(tensor);
    dataBytes += aligned(tensor.sizeBytes());
  }

  private void writeTo(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      byte[] header = header();
      ByteBuffer padded = ByteBuffer.allocate((int) aligned(header.length)).put(header);
      writeFully(channel, padded.clear());
      RandomBlocks blocks = new RandomBlocks(seed);
      for (Tensor tensor : tensors) {
        writeTensor(channel, tensor, blocks);
      }
    }
  }

  private byte[] header() {
    GgufWriter metadata = new GgufWriter();
    metadata.entry("general.architecture", "llama");
    metadata.entry("general.name", "random-" + seed);
    metadata.entry("general.file_type", shape.weights().fileType);
    metadata.entry("llama.block_count", shape.layers());
    metadata.entry("llama.context_length", shape.trainingContext());
    metadata.entry("llama.embedding_length", shape.embedding());
    metadata.entry("llama.feed_forward_length", shape.feedForward());
    metadata.entry("llama.attention.head_count", shape.heads());
    metadata.entry("llama.attention.head_count_kv", shape.kvHeads());
    metadata.entry("llama.attention.layer_norm_rms_epsilon", 1e-5f);
    metadata.entry("llama.rope.dimension_count", shape.embedding() / shape.heads());
    metadata.entry("llama.vocab_size", vocabulary.size());
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

  /** Norms are ones; matrices keep the variance of what they are applied to. */
  private static void writeTensor(FileChannel channel, Tensor tensor, RandomBlocks blocks)
      throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    boolean norm = tensor.dimensions().size() == 1;
    boolean embedding = tensor.name().startsWith("token_embd");
    float spread = embedding ? 1 : (float) (1 / Math.sqrt(tensor.dimensions().getFirst()));
    for (long left = tensor.blocks(); left > 0; left--) {
      if (chunk.remaining() < tensor.type().blockBytes) {
        writeFully(channel, chunk.flip());
        chunk.clear();
      }
      if (norm) {
        chunk.putFloat(1);
      } else {
        blocks.put(chunk, tensor.type(), spread);
      }
    }
    writeFully(channel, chunk.flip());
    long padding = aligned(tensor.sizeBytes()) - tensor.sizeBytes();
    writeFully(channel, ByteBuffer.allocate((int) padding));
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static long aligned(long bytes) {
    return Math.ceilDiv(bytes, ALIGNMENT) * ALIGNMENT;
  }
}
