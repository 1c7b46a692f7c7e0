package io.mpaas.planning.preflight;

import io.fabric8.kubernetes.api.model.LimitRange;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.mpaas.planning.inspect.Fact;
import io.mpaas.planning.inspect.Reading;
import io.mpaas.planning.value.Say;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What preflight reads of a cluster, all as it was at one time. */
public final class Seen {
    public static final Fact<Contact> CONTACT = new Fact<>("the API server's answer");
    /** The oldest minor version of Kubernetes 1 that will do, where that is not the one of the operator's own cluster. */
    public static final Fact<Integer> OLDEST_MINOR = new Fact<>("the oldest Kubernetes that will do");

    public static final Fact<Identity> IDENTITY = new Fact<>("who asks");
    public static final Fact<Permissions> PERMISSIONS = new Fact<>("permissions");
    public static final Fact<List<Operator>> OPERATORS = new Fact<>("operators");
    public static final Fact<List<Definition>> DEFINITIONS = new Fact<>("CustomResourceDefinitions");
    public static final Fact<Load> LOAD = new Fact<>("what is to run");
    public static final Fact<List<Node>> NODES = new Fact<>("nodes");
    /** Of every namespace. */
    public static final Fact<List<Pod>> PODS = new Fact<>("pods");

    /** The Installation's own, where {@link #PODS} may not be listed. */
    public static final Fact<List<Pod>> OWN_PODS = new Fact<>("the Installation's own pods");

    public static final Fact<Place> NAMESPACE = new Fact<>("the namespace");
    /** Of the namespace. */
    public static final Fact<List<ResourceQuota>> QUOTAS = new Fact<>("quotas");
    /** Of the namespace. */
    public static final Fact<List<LimitRange>> LIMITS = new Fact<>("limit ranges");

    public static final Fact<List<StorageClass>> STORAGE_CLASSES = new Fact<>("StorageClasses");
    /** By name of the class: what became of it, or why it was not tried. */
    public static final Fact<SortedMap<String, Reading<Trial>>> TRIALS = new Fact<>("a trial of storage");
    /** By reference. */
    public static final Fact<SortedMap<String, ImageFound>> IMAGES = new Fact<>("images");

    public static final Fact<Clocks> CLOCKS = new Fact<>("clocks");
    /** Ranges of Service addresses, or single ones, as {@code 10.96.0.0/16}. */
    public static final Fact<List<String>> SERVICE_RANGES = new Fact<>("ranges of Service addresses");
    /** Of the namespace. */
    public static final Fact<List<Left>> LEFTOVERS = new Fact<>("leftovers");

    private Seen() {}

    /**
     * What came of a first question.
     *
     * @param status of HTTP; 0 = there was no answer
     * @param words why not, or what a refusal said
     * @param version such as {@code v1.34.1}; empty unless the status is 200
     */
    public record Contact(String address, int status, String words, String version) {}

    /**
     * Who asked whom.
     *
     * @param cluster UID of the namespace {@code kube-system}, by which a cluster is known; empty if it may not be read
     */
    public record Identity(String user, Optional<String> cluster) {}

    /** What of the operator's permissions whoever asks has not. */
    public record Permissions(int asked, SortedSet<Right> denied) {
        public Permissions {
            denied = Collections.unmodifiableSortedSet(new TreeSet<>(denied));
        }
    }

    /**
     * Where it is to run.
     *
     * @param found empty if there is none of this name
     */
    public record Place(String name, Optional<Namespace> found) {}

    /** An operator that is installed. */
    public record Operator(String namespace, String version) {}

    /**
     * A CustomResourceDefinition of ours.
     *
     * @param present number of its schema; empty = it does not exist
     * @param known number of the schema that this program knows
     */
    public record Definition(String name, OptionalInt present, int known) {}

    /**
     * What became of a claim.
     *
     * @param seconds it was waited for
     * @param words what the cluster said about it
     */
    public record Trial(boolean bound, long seconds, String words) {}

    /** What a registry knows of an image. */
    public sealed interface ImageFound {
        /** Architectures such as {@code amd64}. */
        record There(SortedSet<String> architectures) implements ImageFound {}

        /** It has none of this name and digest. */
        record Missing() implements ImageFound {}

        /** It was not asked, or did not say. */
        record Unknown(Say why) implements ImageFound {}
    }

    /**
     * What clocks showed.
     *
     * @param machine of this machine when the API server's clock showed {@code server}
     * @param nodes when each node renewed its lease last, by its own clock
     */
    public record Clocks(Instant machine, Instant server, SortedMap<String, Renewal> nodes) {
        public Clocks {
            nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
        }
    }

    /**
     * A sign of life of a node.
     *
     * @param lasts by when the next is due at the latest
     */
    public record Renewal(Instant at, Duration lasts) {}

    /**
     * What is left of an installation that is not there.
     *
     * @param id its ID; may be empty
     * @param objects such as {@code 2 ConfigMaps, 1 Secret}
     */
    public record Left(String installation, String id, String objects) {}
}
