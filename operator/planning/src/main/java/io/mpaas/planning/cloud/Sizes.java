package io.mpaas.planning.cloud;

import io.mpaas.planning.cloud.CloudSeen.Flavor;
import io.mpaas.planning.cloud.CloudSeen.Image;
import io.mpaas.planning.inspect.Facts;
import io.mpaas.planning.inspect.Finding;
import io.mpaas.planning.value.Say;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What servers are made of: flavors, image, key pair, and whether one fits the other. */
final class Sizes {
    /** What kubeadm refuses to make a control plane with less of (its preflight checks NumCPU and Mem). */
    private static final int LEAST_CORES = 2;

    private static final int LEAST_MEGABYTES = 1700;
    private static final String ACTIVE = "active";
    private static final int SHOWN = 12;

    private Sizes() {}

    static Finding flavors(Facts facts) {
        return facts.of(CloudSeen.PLAN)
                .judge(plan -> facts.of(CloudSeen.FLAVORS).judge(all -> {
                    SortedSet<String> there =
                            all.stream().map(Flavor::name).collect(Collectors.toCollection(TreeSet::new));
                    List<Say> missing = wanted(plan).stream()
                            .filter(name -> !there.contains(name))
                            .map(name -> Say.of("cloud-flavors.absent")
                                    .with("flavor", name)
                                    .with("flavors", some(there)))
                            .toList();
                    return Finding.wrongIfAny(
                            missing,
                            Say.of("cloud-flavors.remedy"),
                            Say.of("cloud-flavors.there").with("flavors", String.join(", ", wanted(plan))));
                }));
    }

    private static SortedSet<String> wanted(CloudPlan plan) {
        return new TreeSet<>(List.of(
                plan.spec().controlPlane().flavor(), plan.spec().workers().flavor()));
    }

    private static String some(SortedSet<String> names) {
        return names.stream().limit(SHOWN).collect(Collectors.joining(", ")) + (names.size() > SHOWN ? ", …" : "");
    }

    static Optional<Flavor> flavor(List<Flavor> all, String name) {
        return all.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    static Finding large(Facts facts) {
        return facts.of(CloudSeen.PLAN)
                .judge(plan -> facts.of(CloudSeen.FLAVORS).judge(all -> {
                    String name = plan.spec().controlPlane().flavor();
                    return flavor(all, name)
                            .map(Sizes::large)
                            .orElseGet(() -> new Finding.NotChecked(
                                    Say.of("inspect.after").with("check", "cloud-flavors")));
                }));
    }

    private static Finding large(Flavor flavor) {
        boolean enough = flavor.cores() >= LEAST_CORES && flavor.megabytes() >= LEAST_MEGABYTES;
        Say size = Say.of(enough ? "cloud-flavor-size.enough" : "cloud-flavor-size.small")
                .with("flavor", flavor.name())
                .with("cores", flavor.cores())
                .with("megabytes", flavor.megabytes());
        return enough
                ? Finding.fine(size)
                : Finding.wrong(
                        Say.of("cloud-flavor-size.remedy"),
                        size.with("leastCores", LEAST_CORES).with("leastMegabytes", LEAST_MEGABYTES));
    }

    private static Finding images(Facts facts, BiFunction<CloudPlan, List<Image>, Finding> judgement) {
        return facts.of(CloudSeen.PLAN)
                .judge(plan -> facts.of(CloudSeen.IMAGES).judge(all -> judgement.apply(plan, all)));
    }

    /** The provider refuses a name that several images have. */
    static Finding image(Facts facts) {
        return images(facts, (plan, all) -> {
            String name = plan.spec().image();
            return switch (all.size()) {
                case 0 ->
                    Finding.wrong(
                            Say.of("cloud-image.remedy").with("image", name),
                            Say.of("cloud-image.absent").with("image", name));
                case 1 -> Finding.fine(Say.of("cloud-image.there").with("image", name));
                default ->
                    Finding.wrong(
                            Say.of("cloud-image.rename"),
                            Say.of("cloud-image.several")
                                    .with("image", name)
                                    .with(
                                            "ids",
                                            all.stream().map(Image::id).sorted().collect(Collectors.joining(", "))));
            };
        });
    }

    static Finding active(Facts facts) {
        return images(facts, (plan, all) -> {
            Image image = all.getFirst();
            boolean active = image.status().equals(ACTIVE);
            Say says = Say.of(active ? "cloud-image-active.active" : "cloud-image-active.not")
                    .with("image", plan.spec().image())
                    .with("status", image.status());
            return active
                    ? Finding.fine(says)
                    : Finding.wrong(
                            Say.of("cloud-image-active.remedy")
                                    .with("image", plan.spec().image()),
                            says);
        });
    }

    static Finding fits(Facts facts) {
        return images(
                facts,
                (plan, all) -> facts.of(CloudSeen.FLAVORS).judge(flavors -> {
                    List<Say> small = new ArrayList<>();
                    wanted(plan).stream()
                            .flatMap(name -> flavor(flavors, name).stream())
                            .flatMap(flavor -> small(flavor, all.getFirst()))
                            .forEach(small::add);
                    return Finding.wrongIfAny(
                            small,
                            Say.of("cloud-image-fits.remedy"),
                            Say.of("cloud-image-fits.fits")
                                    .with("image", plan.spec().image()));
                }));
    }

    private static Stream<Say> small(Flavor flavor, Image image) {
        List<Say> small = new ArrayList<>();
        Say about = Say.of("cloud-image-fits.disk").with("flavor", flavor.name());
        if (flavor.disk() > 0 && flavor.disk() < image.disk()) {
            small.add(about.with("disk", flavor.disk()).with("needed", image.disk()));
        }
        if (flavor.megabytes() < image.megabytes()) {
            small.add(Say.of("cloud-image-fits.memory")
                    .with("flavor", flavor.name())
                    .with("megabytes", flavor.megabytes())
                    .with("needed", image.megabytes()));
        }
        return small.stream();
    }

    static Finding key(Facts facts) {
        return facts.of(CloudSeen.PLAN).judge(plan -> {
            String key = plan.spec().sshKey();
            if (key == null) {
                return new Finding.NotApplicable(Say.of("cloud-key.none"));
            }
            return facts.of(CloudSeen.KEY_PAIRS)
                    .judge(all -> all.contains(key)
                            ? Finding.fine(Say.of("cloud-key.there").with("key", key))
                            : Finding.wrong(
                                    Say.of("cloud-key.remedy").with("key", key),
                                    Say.of("cloud-key.absent")
                                            .with("key", key)
                                            .with("keys", all.isEmpty() ? "–" : some(all))));
        });
    }
}
