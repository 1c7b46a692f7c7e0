package io.mpaas.planning.cloud;

import java.util.Set;
import java.util.TreeSet;

/** What came of knocking at Keystone's door. Words never repeat what is secret. */
public sealed interface CloudContact {
    /** Nobody answered, or not as Keystone does. */
    record Silent(String words) implements CloudContact {}

    /** Whoever answered could not prove who it is. */
    record Untrusted(String words) implements CloudContact {}

    /** It does not let these credentials in. */
    record Denied(String words) implements CloudContact {}

    /**
     * It does.
     *
     * @param project name of the project
     * @param roles of the user in it
     * @param catalogue where the services are
     */
    record Entered(String user, String project, Set<String> roles, CloudCatalogue catalogue) implements CloudContact {
        public Entered {
            roles = new TreeSet<>(roles);
        }
    }
}
