package io.mpaas.lab;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One member of the etcd of a cluster. As kubeadm does it, a new member first only listens (a learner), so that it takes no part in
 * the quorum before it has all data.
 */
record Etcd(Commands commands, Folder folder, String node, String address) {
    static final String DATA = "var/lib/etcd";
    private static final String ADDED = "etcd-added.json";
    private static final String PROMOTED = "etcd-promoted.json";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** The only member of a new cluster. */
    List<String> first() {
        return commands.etcd(node, address, folder.path().resolve(DATA), member(node, Commands.peer(address)), false);
    }

    /** One more member; {@code other} is the address of one that is there. May be called again after it failed half-way. */
    List<String> next(String other) {
        if (!folder.has(ADDED)) {
            folder.write(
                    ADDED,
                    Shell.run(commands.etcdMember(
                            other,
                            "add",
                            "{\"isLearner\": true, \"peerURLs\": [\"%s\"]}".formatted(Commands.peer(address)))));
        }
        String members = added().path("members")
                .valueStream()
                .map(member -> member(
                        member.path("name").asText(node),
                        member.path("peerURLs").path(0).asText()))
                .collect(Collectors.joining(","));
        return commands.etcd(node, address, folder.path().resolve(DATA), members, true);
    }

    /** Waits until the learner knows everything, and makes it a full member. */
    void promote(String other, Runnable keepAlive) throws InterruptedException {
        if (!folder.has(PROMOTED)) {
            String id = "{\"ID\": \"%s\"}"
                    .formatted(added().path("member").path("ID").asText());
            Await.success(PATIENCE, () -> {
                keepAlive.run();
                folder.write(PROMOTED, Shell.run(commands.etcdMember(other, "promote", id)));
            });
        }
    }

    private JsonNode added() {
        return Serialization.unmarshal(folder.read(ADDED), JsonNode.class);
    }

    private static String member(String name, String peer) {
        return name + "=" + peer;
    }
}
