package io.mpaas.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UsersTest {
    @Test
    void tokenFileHasOneLinePerUserWithItsGroups() {
        Users users = new Users(Map.of("admin", "t1", "operator", "t2"));

        assertThat(users.tokenFile()).isEqualTo("""
                t1,admin,admin,system:masters
                t2,operator,operator,
                """);
    }

    @Test
    void everyUserOfEveryClusterHasATokenOfItsOwn() {
        Users one = Users.withFreshTokens();
        Users other = Users.withFreshTokens();

        assertThat(new HashSet<>(one.tokens().values()))
                .hasSameSizeAs(one.tokens().keySet());
        assertThat(one.tokens().values())
                .doesNotContainAnyElementsOf(other.tokens().values());
    }

    @Test
    void unknownUserIsAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> Users.withFreshTokens().token("bob"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("no user bob", "admin, alice, floor", "observer, operator");
    }
}
