package io.mpaas.cli.console;

/** Colours of a terminal (ECMA-48, Select Graphic Rendition). */
public enum Colour {
    NONE(0),
    BOLD(1),
    DIM(2),
    RED(31),
    GREEN(32),
    YELLOW(33),
    MAGENTA(35),
    CYAN(36);

    private final int code;

    Colour(int code) {
        this.code = code;
    }

    String paint(String text) {
        return this == NONE ? text : "\033[" + code + "m" + text + "\033[0m";
    }
}
