package io.mpaas.planning.cloud;

import io.mpaas.planning.infrastructure.ApiKind;
import io.mpaas.planning.inspect.Fact;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/** What is read of a cloud, and of the cluster that Cluster API runs in, all as it was at one time. */
public final class CloudSeen {
    public static final Fact<CloudPlan> PLAN = new Fact<>("what is to be made");
    public static final Fact<List<Provided>> PROVIDERS = new Fact<>("Cluster API and its providers");
    public static final Fact<CloudAccessReading.Result> ACCESS = new Fact<>("the credentials");
    public static final Fact<CloudContact> CONTACT = new Fact<>("Keystone's answer");
    /** Whether each can be used, by name. */
    public static final Fact<SortedMap<String, Boolean>> ZONES = new Fact<>("availability zones");

    public static final Fact<List<Compute>> COMPUTES = new Fact<>("compute services");
    public static final Fact<List<Flavor>> FLAVORS = new Fact<>("flavors");
    /** Those of the name that is asked for. */
    public static final Fact<List<Image>> IMAGES = new Fact<>("images");
    /** Those that lead out of the cloud. */
    public static final Fact<List<Network>> EXTERNAL_NETWORKS = new Fact<>("external networks");
    /** By what the service calls each. */
    public static final Fact<SortedMap<String, Allowance>> COMPUTE_QUOTA = new Fact<>("quota of servers");

    public static final Fact<SortedMap<String, Allowance>> NETWORK_QUOTA = new Fact<>("quota of networks");
    public static final Fact<SortedMap<String, Allowance>> VOLUME_QUOTA = new Fact<>("quota of volumes");
    /** Whether whoever asks may use load balancers. */
    public static final Fact<Boolean> BALANCERS = new Fact<>("load balancers");

    public static final Fact<SortedSet<String>> KEY_PAIRS = new Fact<>("key pairs");
    public static final Fact<CloudHoldings> HOLDINGS = new Fact<>("what the project has of this cluster");

    private CloudSeen() {}

    /**
     * A kind that is needed beside the operator.
     *
     * @param served versions in which it is served; none = it is not installed
     */
    public record Provided(ApiKind kind, SortedSet<String> served) {}

    /** A service that starts servers on one machine of a zone. */
    public record Compute(String host, String zone, boolean enabled, boolean up) {
        boolean works() {
            return enabled && up;
        }
    }

    /**
     * A size of servers.
     *
     * @param megabytes of memory, MiB
     * @param disk GiB; 0 = as large as the image
     */
    public record Flavor(String name, int cores, int megabytes, int disk) {}

    /**
     * What servers start from.
     *
     * @param disk GiB that it needs at least, by its own word or its size
     * @param megabytes of memory that it needs at least, MiB
     */
    public record Image(String id, String status, int disk, int megabytes) {}

    public record Network(String id, String name) {}

    /**
     * How much of something a project may have.
     *
     * @param limit negative = any number
     */
    public record Allowance(long limit, long used) {
        /** Whether so many more fit. */
        boolean fits(long more) {
            return limit < 0 || more <= 0 || used + more <= limit;
        }

        long free() {
            return Math.max(0, limit - used);
        }
    }
}
