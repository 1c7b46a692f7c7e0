package io.mpaas.planning.rooms;

import java.util.List;

/**
 * What the loss of one failure domain would mean.
 *
 * @param domain its name
 * @param sites that go with it
 * @param votes voting sets that lose their majority
 * @param replicas other components that have no replica left
 * @param users components that would serve, but for a runtime dependency among those
 */
public record Loss(String domain, List<String> sites, List<String> votes, List<String> replicas, List<String> users) {
    public Loss {
        sites = List.copyOf(sites);
        votes = List.copyOf(votes);
        replicas = List.copyOf(replicas);
        users = List.copyOf(users);
    }

    /** Whether everything goes on. */
    public boolean isSurvived() {
        return votes.isEmpty() && replicas.isEmpty();
    }

    /** How many components do not go on. */
    public int stopped() {
        return votes.size() + replicas.size() + users.size();
    }
}
