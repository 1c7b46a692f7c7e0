package io.mpaas.image;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.SortedSet;

/**
 * An image in a layout.
 *
 * @param descriptor of its manifest or index
 * @param architectures those that are there as a whole
 */
record PackedImage(String name, ObjectNode descriptor, SortedSet<String> architectures) {
    String digest() {
        return descriptor.path("digest").asText();
    }

    boolean hasTag() {
        return !name.contains("@");
    }
}
