package io.mpaas.planning.cloud;

/**
 * One thing that a cloud has.
 *
 * @param name for people; its ID where it has none
 * @param state such as {@code ACTIVE} or {@code ERROR}; may be empty
 * @param words what the cloud says is wrong with it; may be empty
 */
public record CloudThing(Kind kind, String id, String name, String state, String words)
        implements Comparable<CloudThing> {
    /** The state of a port that belongs to no server. */
    static final String UNUSED = "unused";

    /** In the order in which they can be deleted. */
    public enum Kind {
        Server("server"),
        ServerGroup("server group"),
        LoadBalancer("loadbalancer"),
        FloatingAddress("floating ip"),
        Port("port"),
        Router("router"),
        Subnet("subnet"),
        Network("network"),
        SecurityGroup("security group"),
        Volume("volume");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** As {@code openstack} calls it. */
        public String word() {
            return word;
        }
    }

    /** {@code port x (ID)}. */
    public String text() {
        return kind.word() + " " + (name.equals(id) ? id : name + " (" + id + ")");
    }

    /** What deletes it. */
    public String deletion() {
        return "openstack " + kind.word() + " delete " + id;
    }

    @Override
    public int compareTo(CloudThing other) {
        int byKind = kind.compareTo(other.kind);
        int byName = byKind != 0 ? byKind : name.compareTo(other.name);
        return byName != 0 ? byName : id.compareTo(other.id);
    }
}
