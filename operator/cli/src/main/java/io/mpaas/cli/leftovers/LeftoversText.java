package io.mpaas.cli.leftovers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What is left, for people, with what can be done about it. */
public final class LeftoversText {
    private LeftoversText() {}

    /** Lines to print. */
    public static List<String> of(List<Leftovers> all, Collection<String> unseen, String namespace) {
        List<String> lines = new ArrayList<>();
        if (all.isEmpty()) {
            lines.add("nothing is left of earlier installations in namespace " + namespace);
        }
        for (Leftovers one : all) {
            lines.add(title(one));
            for (Leftovers.Part part : Leftovers.Part.values()) {
                if (!one.of(part).isEmpty()) {
                    lines.add("  " + name(part) + "  " + Leftovers.count(one.of(part)));
                }
            }
        }
        if (!unseen.isEmpty()) {
            lines.add("not seen, for you may not list them: " + String.join(", ", unseen));
        }
        if (!all.isEmpty()) {
            lines.add("");
            lines.add(
                    "To take them over: give an Installation of that name the annotation mpaas.io/installation-id=ID;");
            lines.add("  an Installation without the annotation takes them over if nothing else is left.");
            lines.add("To remove them: kubectl mpaas leftovers -n " + namespace
                    + " --delete (data stays without --data)");
        }
        return lines;
    }

    /** {@code Installation mpaas, ID 3f1b…}. */
    public static String title(Leftovers one) {
        String names = String.join(", ", one.installations());
        return "Installation " + names + (one.id().isEmpty() ? "" : ", ID " + one.id());
    }

    private static String name(Leftovers.Part part) {
        return switch (part) {
            case Components -> "components";
            case Workloads -> "runs      ";
            case Rest -> "around it ";
            case Data -> "data      ";
        };
    }
}
