package io.mpaas.cli.command;

import picocli.CommandLine.Command;

/** What people have to say about a cluster elsewhere. */
@Command(
        name = "site",
        description = "Let the operator work in a cluster that is not its own, or end one that it made.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  kubectl mpaas site rbac -n mpaas | kubectl --context room-b apply -f -",
            "  kubectl mpaas site accept room-b -n mpaas",
            "  kubectl mpaas site out room-b -n mpaas --reason 'flooded'",
            "  kubectl mpaas site in room-b -n mpaas --reason 'dry again'",
            "  kubectl mpaas site forget room-b -n mpaas",
            "  kubectl mpaas site delete room-a -n mpaas --with-data",
            "  kubectl mpaas site leftovers room-a -n mpaas"
        })
public final class SiteCommand {}
