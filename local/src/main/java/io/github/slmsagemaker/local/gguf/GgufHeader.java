package io.github.slmsagemaker.local.gguf;

import io.github.slmsagemaker.local.gguf.GgufValue.Flag;
import io.github.slmsagemaker.local.gguf.GgufValue.Numbers;
import io.github.slmsagemaker.local.gguf.GgufValue.Real;
import io.github.slmsagemaker.local.gguf.GgufValue.Sequence;
import io.github.slmsagemaker.local.gguf.GgufValue.Text;
import io.github.slmsagemaker.local.gguf.GgufValue.Whole;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything before the tensor data. */
record GgufHeader(
    int version, Map<String, GgufValue> metadata, List<GgufTensor> tensors, long dataStart) {
  static final int MAGIC = 0x46554747;
  private static final int DEFAULT_ALIGNMENT = 32;
  private static final int MOST_METADATA = 65_536;
  private static final int MOST_TENSORS = 65_536;
  private static final int MOST_DIMENSIONS = 4;
  private static final int MOST_LAYERS = 512; // llama-hparams.h, LLAMA_MAX_LAYERS
  private static final int LONGEST_ARRAY = 1 << 24;

  /** Reads from behind the magic number, where {@code input} stands. */
  static GgufHeader read(GgufInput input) throws IOException {
    int version = version(input);
    int tensorCount = input.count("the number of tensors", MOST_TENSORS);
    int metadataCount = input.count("the number of metadata entries", MOST_METADATA);
    Map<String, GgufValue> metadata = new LinkedHashMap<>();
    for (int i = 0; i < metadataCount; i++) {
      String key = input.string("a metadata key");
      metadata.put(key, value(input, input.int32(), key));
    }
    List<GgufTensor> tensors = new ArrayList<>();
    for (int i = 0; i < tensorCount; i++) {
      tensors.add(tensor(input));
    }
    long alignment = alignment(input, metadata);
    long dataStart = Math.ceilDiv(input.position(), alignment) * alignment;
    return new GgufHeader(
        version, Collections.unmodifiableMap(metadata), List.copyOf(tensors), dataStart);
  }

  private static int version(GgufInput input) throws IOException {
    int version = input.int32();
    if (version == 2 || version == 3) {
      return version;
    }
    String seen =
        Integer.reverseBytes(version) <= 3 && Integer.reverseBytes(version) > 0
            ? "big-endian GGUF"
            : "GGUF version " + Integer.toUnsignedString(version);
    throw input.unsupported(seen + ", expected little-endian version 2 or 3; convert it again");
  }

  /** Type numbers: the specification's {@code gguf_metadata_value_type}. */
  private static GgufValue value(GgufInput input, int type, String key) throws IOException {
    return switch (type) {
      case 0 -> new Whole(Byte.toUnsignedLong(input.int8()));
      case 1 -> new Whole(input.int8());
      case 2 -> new Whole(Short.toUnsignedLong(input.int16()));
      case 3 -> new Whole(input.int16());
      case 4 -> new Whole(Integer.toUnsignedLong(input.int32()));
      case 5 -> new Whole(input.int32());
      case 6 -> new Real(input.float32());
      case 7 -> new Flag(input.int8() != 0);
      case 8 -> new Text(input.string("metadata " + key));
      case 9 -> sequence(input, key);
      case 10, 11 -> new Whole(input.int64());
      case 12 -> new Real(input.float64());
      default ->
          throw input.corrupt(
              "metadata %s has type %d, expected 0 to 12; get the file again".formatted(key, type));
    };
  }

  private static GgufValue sequence(GgufInput input, String key) throws IOException {
    int elementType = input.int32();
    int length = input.count("the length of array " + key, LONGEST_ARRAY);
    if ((elementType == 4 || elementType == 5) && length <= MOST_LAYERS) {
      List<Long> numbers = new ArrayList<>();
      for (int i = 0; i < length; i++) {
        int number = input.int32();
        numbers.add(elementType == 4 ? Integer.toUnsignedLong(number) : number);
      }
      return new Numbers(numbers);
    }
    long at = input.position();
    switch (elementType) {
      case 0, 1, 7 -> input.skip(length);
      case 2, 3 -> input.skip(2L * length);
      case 4, 5, 6 -> input.skip(4L * length);
      case 10, 11, 12 -> input.skip(8L * length);
      case 8 -> {
        for (int i = 0; i < length; i++) {
          input.skip(input.count("the length of a string in " + key, Integer.MAX_VALUE));
        }
      }
      default ->
          throw input.unsupported(
              "array %s has elements of type %d, expected scalars or strings; convert it again"
                  .formatted(key, elementType));
    }
    return new Sequence(elementType, length, at);
  }

  private static GgufTensor tensor(GgufInput input) throws IOException {
    String name = input.string("a tensor name");
    int dimensionCount = input.int32();
    if (dimensionCount < 1 || dimensionCount > MOST_DIMENSIONS) {
      throw input.corrupt(
          "tensor %s has %d dimensions, expected 1 to %d; get the file again"
              .formatted(name, dimensionCount, MOST_DIMENSIONS));
    }
    List<Long> dimensions = new ArrayList<>();
    for (int i = 0; i < dimensionCount; i++) {
      dimensions.add((long) input.count("a dimension of tensor " + name, Integer.MAX_VALUE));
    }
    int typeId = input.int32();
    TensorType type =
        TensorType.ofId(typeId)
            .orElseThrow(
                () ->
                    input.unsupported(
                        "tensor %s has type %d, which this llama.cpp does not know; "
                                .formatted(name, typeId)
                            + "use another quantisation"));
    return checked(input, new GgufTensor(name, dimensions, type, input.int64()));
  }

  private static GgufTensor checked(GgufInput input, GgufTensor tensor) {
    long row = tensor.dimensions().getFirst();
    boolean wholeBlocks = row > 0 && row % tensor.type().blockElements() == 0;
    if (!wholeBlocks || tensor.offset() < 0 || tensor.dimensions().contains(0L)) {
      throw input.corrupt(
          "tensor %s has dimensions %s of %s at offset %s, expected whole blocks of %d elements; "
                  .formatted(
                      tensor.name(),
                      tensor.dimensions(),
                      tensor.type(),
                      Long.toUnsignedString(tensor.offset()),
                      tensor.type().blockElements())
              + "get the file again");
    }
    return tensor;
  }

  private static long alignment(GgufInput input, Map<String, GgufValue> metadata) {
    GgufValue value = metadata.getOrDefault("general.alignment", new Whole(DEFAULT_ALIGNMENT));
    if (value instanceof Whole(long bytes) && bytes >= 8 && bytes <= 65_536 && bytes % 8 == 0) {
      return bytes;
    }
    throw input.corrupt(
        "general.alignment is %s, expected a multiple of 8 up to 65536; get the file again"
            .formatted(value));
  }
}
