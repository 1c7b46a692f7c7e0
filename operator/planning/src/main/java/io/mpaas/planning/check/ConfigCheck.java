package io.mpaas.planning.check;

import static io.mpaas.planning.value.Problems.Reason.InvalidName;
import static io.mpaas.planning.value.Problems.Reason.SecretInConfig;

import io.mpaas.planning.value.Problems;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Settings of a component, of a Release or of an Installation. Who may view Components reads them, and revisions keep them, so those
 * that look like passwords are warned of.
 */
final class ConfigCheck {
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

    private static final Pattern SECRET =
            Pattern.compile("(?i).*(PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|PRIVATE_?KEY|API_?KEY).*");

    /** What only says where a secret is, or how long it holds. */
    private static final Pattern ABOUT = Pattern.compile("(?i).*_(FILE|PATH|DIR|NAME|REF|URL|TTL|SECONDS|LENGTH)");

    private static final Pattern NO_SECRET = Pattern.compile("(?i)|true|false|[0-9.]+");

    private ConfigCheck() {}

    /**
     * Says what is wrong with them, each with its field.
     *
     * @param path of the component
     * @param pod the field beside them in which a container's {@code env} is written
     */
    static void check(Map<String, String> config, String path, String pod, Problems problems) {
        config.forEach((name, value) -> {
            String field = path + ".config." + name;
            if (!VARIABLE.matcher(name).matches()) {
                problems.error(InvalidName, field, "\"" + name + "\" is not a valid environment variable name");
            }
            if (looksSecret(name, value)) {
                problems.warning(
                        SecretInConfig,
                        field,
                        "looks like a secret, and everybody who may view Components can read it: put it into a Secret,"
                                + " and name that in " + pod + ", as env of the container with valueFrom.secretKeyRef");
            }
        });
    }

    private static boolean looksSecret(String name, String value) {
        return SECRET.matcher(name).matches()
                && !ABOUT.matcher(name).matches()
                && !NO_SECRET.matcher(value).matches();
    }
}
