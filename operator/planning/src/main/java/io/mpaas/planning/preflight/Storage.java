package io.mpaas.planning.preflight;

import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.mpaas.planning.inspect.Facts;
import io.mpaas.planning.inspect.Finding;
import io.mpaas.planning.inspect.Reading;
import io.mpaas.planning.preflight.Seen.Trial;
import io.mpaas.planning.value.Say;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Whether claims get volumes: the classes that they name, and a trial of each. */
public final class Storage {
    private static final String DEFAULT = "storageclass.kubernetes.io/is-default-class";
    /** A claim that names no class. */
    private static final String NONE = "";

    private Storage() {}

    static Finding classes(Facts facts) {
        Optional<Load> load = sound(facts);
        return facts.of(Seen.STORAGE_CLASSES).judge(classes -> {
            SortedMap<String, SortedSet<String>> wanted = wanted(load);
            if (wanted.isEmpty()) {
                return new Finding.NotApplicable(Say.of("storage.nobody"));
            }
            List<Say> missing = new ArrayList<>();
            wanted.forEach((name, components) -> {
                if (existing(name, classes).isEmpty()) {
                    missing.add(Say.of(name.equals(NONE) ? "storage-class.noDefault" : "storage-class.absent")
                            .with("class", name)
                            .with("components", String.join(", ", components)));
                }
            });
            return Finding.wrongIfAny(
                    missing,
                    Say.of("storage-class.remedy"),
                    Say.of("storage-class.there")
                            .with(
                                    "classes",
                                    String.join(", ", tried(load, classes).keySet())));
        });
    }

    static Finding provisions(Facts facts) {
        return facts.of(Seen.STORAGE_CLASSES).judge(classes -> {
            if (wanted(sound(facts)).isEmpty()) {
                return new Finding.NotApplicable(Say.of("storage.nobody"));
            }
            return facts.of(Seen.TRIALS).judge(Storage::outcome);
        });
    }

    private static Finding outcome(SortedMap<String, Reading<Trial>> trials) {
        List<Say> failed = new ArrayList<>();
        List<Say> bound = new ArrayList<>();
        List<Say> untried = new ArrayList<>();
        trials.forEach((name, reading) -> {
            switch (reading) {
                case Reading.Known<Trial>(Trial trial) -> (trial.bound() ? bound : failed).add(says(name, trial));
                case Reading.Unknown<Trial>(Say why) -> untried.add(why);
            }
        });
        if (!failed.isEmpty()) {
            return new Finding.Wrong(failed, Say.of("storage.remedy"));
        }
        if (bound.isEmpty() && untried.isEmpty()) {
            return new Finding.NotChecked(Say.of("inspect.after").with("check", "storage-class"));
        }
        return untried.isEmpty() ? new Finding.Fine(bound) : new Finding.NotChecked(untried.getFirst());
    }

    private static Say says(String name, Trial trial) {
        String without = trial.words().isEmpty() ? "storage.silent" : "storage.unbound";
        return Say.of(trial.bound() ? "storage.bound" : without)
                .with("class", name)
                .with("seconds", trial.seconds())
                .with("words", trial.words());
    }

    /** The classes that claims will come to, as far as they exist, by name: each is worth a trial. */
    public static SortedMap<String, StorageClass> tried(Optional<Load> load, List<StorageClass> classes) {
        SortedMap<String, StorageClass> found = new TreeMap<>();
        wanted(load)
                .keySet()
                .forEach(name -> existing(name, classes)
                        .ifPresent(one -> found.put(one.getMetadata().getName(), one)));
        return found;
    }

    /** Class → components; where it is not known what is to run, the default is what will be asked for. */
    private static SortedMap<String, SortedSet<String>> wanted(Optional<Load> load) {
        SortedMap<String, SortedSet<String>> wanted = new TreeMap<>();
        load.ifPresent(known -> known.workloads()
                .forEach(workload -> workload.claims()
                        .forEach(claim -> wanted.computeIfAbsent(
                                        Objects.requireNonNullElse(
                                                claim.getSpec().getStorageClassName(), NONE),
                                        _ -> new TreeSet<>())
                                .add(workload.component()))));
        if (load.isEmpty()) {
            wanted.put(NONE, new TreeSet<>());
        }
        return wanted;
    }

    private static Optional<Load> sound(Facts facts) {
        return facts.of(Seen.LOAD).known().filter(load -> load.problems().isEmpty());
    }

    /** Of several defaults the newest counts, as for the API server. */
    private static Optional<StorageClass> existing(String name, List<StorageClass> classes) {
        return classes.stream()
                .filter(found -> name.equals(NONE)
                        ? isDefault(found)
                        : name.equals(found.getMetadata().getName()))
                .max(Comparator.comparing(
                        found -> String.valueOf(found.getMetadata().getCreationTimestamp())));
    }

    private static boolean isDefault(StorageClass found) {
        Map<String, String> annotations = found.getMetadata().getAnnotations();
        return annotations != null && "true".equals(annotations.get(DEFAULT));
    }
}
