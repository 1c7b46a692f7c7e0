package io.mpaas.planning.preflight;

import io.mpaas.planning.inspect.Facts;
import io.mpaas.planning.inspect.Finding;
import io.mpaas.planning.preflight.Seen.ImageFound;
import io.mpaas.planning.value.Say;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Whether every image is in its registry, for every architecture of the nodes. */
final class Images {
    private Images() {}

    static Finding answer(Facts facts) {
        return facts.of(Seen.NODES)
                .judge(nodes -> facts.of(Seen.IMAGES).judge(images -> {
                    SortedSet<String> wanted =
                            new TreeSet<>(Nodes.byArchitecture(nodes).keySet());
                    List<Say> wrong = new ArrayList<>();
                    images.forEach(
                            (name, found) -> wrong(found, wanted).ifPresent(say -> wrong.add(say.with("image", name))));
                    if (!wrong.isEmpty()) {
                        return new Finding.Wrong(wrong, Say.of("images.remedy"));
                    }
                    return unknown(images.values())
                            .or(() -> wanted.isEmpty()
                                    ? Optional.of(Say.of("inspect.after").with("check", "nodes"))
                                    : Optional.empty())
                            .<Finding>map(Finding.NotChecked::new)
                            .orElseGet(() -> Finding.fine(Say.of("images.all")
                                    .with("number", images.size())
                                    .with("architectures", String.join(", ", wanted))));
                }));
    }

    private static Optional<Say> wrong(ImageFound found, SortedSet<String> wanted) {
        return switch (found) {
            case ImageFound.Missing _ -> Optional.of(Say.of("images.missing"));
            case ImageFound.There(SortedSet<String> architectures) -> {
                SortedSet<String> lacking = new TreeSet<>(wanted);
                lacking.removeAll(architectures);
                yield lacking.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Say.of("images.lacks").with("architectures", String.join(", ", lacking)));
            }
            case ImageFound.Unknown _ -> Optional.empty();
        };
    }

    /** One reason for all is enough. */
    private static Optional<Say> unknown(Collection<ImageFound> images) {
        return images.stream()
                .filter(ImageFound.Unknown.class::isInstance)
                .map(found -> ((ImageFound.Unknown) found).why())
                .findFirst();
    }
}
