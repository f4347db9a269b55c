package io.github.slmsagemaker.local.llama.binding;

import io.github.slmsagemaker.local.llama.LlamaException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandleProxies;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;

/**
 * Gives C functions a Java face. The face is an interface with one method named {@code call}, whose
 * parameter types say the C types: {@code MemorySegment} is a pointer.
 */
final class NativeFunctions {
  private static final Map<Class<?>, MemoryLayout> LAYOUTS =
      Map.of(
          MemorySegment.class, ValueLayout.ADDRESS,
          int.class, ValueLayout.JAVA_INT,
          long.class, ValueLayout.JAVA_LONG,
          float.class, ValueLayout.JAVA_FLOAT,
          boolean.class, ValueLayout.JAVA_BOOLEAN);

  private final SymbolLookup symbols;
  private final Linker linker = Linker.nativeLinker();

  NativeFunctions(SymbolLookup symbols) {
    this.symbols = symbols;
  }

  /** The address of a variable or function. */
  MemorySegment address(String name) {
    return symbols
        .find(name)
        .orElseThrow(
            () ->
                new LlamaException.LibraryUnusable(
                    "the library has no symbol " + name + "; use de.kherud:llama:4.2.0", null));
  }

  /** Binds a function that takes and returns scalars and pointers. */
  <T> T bind(Class<T> face, String name) {
    Method method = face.getMethods()[0];
    MemoryLayout[] parameters =
        Arrays.stream(method.getParameterTypes()).map(LAYOUTS::get).toArray(MemoryLayout[]::new);
    Class<?> result = method.getReturnType();
    return bind(
        face,
        name,
        result == void.class
            ? FunctionDescriptor.ofVoid(parameters)
            : FunctionDescriptor.of(LAYOUTS.get(result), parameters));
  }

  /** Binds a function that passes a struct by value. */
  <T> T bind(Class<T> face, String name, FunctionDescriptor descriptor) {
    return MethodHandleProxies.asInterfaceInstance(
        face, linker.downcallHandle(address(name), descriptor));
  }
}
