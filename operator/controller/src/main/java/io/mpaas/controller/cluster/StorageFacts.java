package io.mpaas.controller.cluster;

import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which StorageClasses there are, and whether a claim without a class gets one. */
public record StorageFacts(SortedSet<String> classes, boolean hasDefault) {
    private static final String DEFAULT_CLASS = "storageclass.kubernetes.io/is-default-class";

    public static StorageFacts of(Stream<StorageClass> storageClasses) {
        List<StorageClass> all = storageClasses.toList();
        SortedSet<String> names = new TreeSet<>();
        all.forEach(storageClass -> names.add(storageClass.getMetadata().getName()));
        return new StorageFacts(names, all.stream().anyMatch(StorageFacts::isDefault));
    }

    /** What two clusters have in common. */
    public StorageFacts and(StorageFacts other) {
        SortedSet<String> both = new TreeSet<>(classes);
        both.retainAll(other.classes);
        return new StorageFacts(both, hasDefault && other.hasDefault);
    }

    private static boolean isDefault(StorageClass storageClass) {
        Map<String, String> annotations = storageClass.getMetadata().getAnnotations();
        return annotations != null && "true".equals(annotations.get(DEFAULT_CLASS));
    }
}
