package io.mpaas.cli.bundle;

import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * An image that travels in a bundle. A Release finds it by its digest; what its archive called it gives the tag.
 *
 * @param archiveName such as {@code registry.example/mysql:8.4}
 * @param references by which the Releases of the bundle ask for it; none for the operator's own image
 */
public record PackedImage(String archiveName, ImageManifest manifest, List<String> references) {
    private static final String NAME = "org.opencontainers.image.ref.name";
    private static final int SHORT = 12;

    public PackedImage {
        references = List.copyOf(references);
    }

    /** The images of a bundle, in the order of its index. */
    static List<PackedImage> all(Bundle bundle, Collection<String> references) {
        return StreamSupport.stream(
                        bundle.json("images/index.json").path("manifests").spliterator(), false)
                .map(entry -> {
                    ImageManifest manifest = ImageManifest.read(bundle, entry);
                    List<String> asking = references.stream()
                            .filter(reference -> reference.endsWith("@" + manifest.digest()))
                            .toList();
                    return new PackedImage(entry.path("annotations").path(NAME).asText(), manifest, asking);
                })
                .toList();
    }

    public String digest() {
        return manifest.digest();
    }

    public SortedSet<String> architectures() {
        return manifest.architectures();
    }

    /** What people know it by: the name in the Release, else that of its archive. */
    public String name() {
        return references.isEmpty()
                ? archiveName
                : ImageName.parse(references.getFirst()).plain();
    }

    /** Where it is in another registry: host replaced, path kept, as an Installation's {@code images.registry} asks for it. */
    SortedSet<String> repositories() {
        SortedSet<String> all = new TreeSet<>();
        names().forEach(name -> all.add(name.repository()));
        return all;
    }

    /** The archive's own; without one, the beginning of the digest: registries tidy away what has no tag. */
    String tag() {
        String tag = ImageName.parse(archiveName).tag();
        return tag.isEmpty() ? digest().replace(':', '-').substring(0, "sha256-".length() + SHORT) : tag;
    }

    /** By digest and by tag, so that a container run-time finds it without asking a registry. */
    List<String> localNames() {
        return names().map(ImageName::canonical)
                .distinct()
                .flatMap(name -> Stream.of(name + "@" + digest(), name + ":" + tag()))
                .toList();
    }

    private Stream<ImageName> names() {
        return (references.isEmpty() ? List.of(archiveName) : references)
                .stream().map(ImageName::parse);
    }
}
