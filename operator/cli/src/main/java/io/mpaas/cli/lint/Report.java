package io.mpaas.cli.lint;

import java.util.List;

/**
 * What a check of files found.
 *
 * @param others documents that are not of our kinds; they were not looked at
 * @param findings by file and line
 */
public record Report(int releases, int installations, int others, List<Finding> findings) {
    public Report {
        findings = List.copyOf(findings);
    }

    public long errors() {
        return findings.stream().filter(Finding::isError).count();
    }

    public long warnings() {
        return findings.size() - errors();
    }

    /** For people: {@code 1 Release, 4 Installations, 1 other object not checked: no errors, 1 warning}. */
    public String summary() {
        String other = others == 0 ? "" : ", " + count(others, "other object") + " not checked";
        return count(releases, "Release") + ", " + count(installations, "Installation") + other + ": "
                + (errors() == 0 ? "no errors" : count(errors(), "error")) + ", "
                + (warnings() == 0 ? "no warnings" : count(warnings(), "warning"));
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
