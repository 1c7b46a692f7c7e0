package io.mpaas.planning.inspect;

/**
 * The name of something that can be read of a cluster.
 *
 * @param name for people, where nobody read it
 * @param <T> what it is when it is known
 */
@SuppressWarnings("UnusedTypeParameter") // it ties the name to the type of what is read
public record Fact<T>(String name) {}
