package dev.atrium;

/** Starts the roles of this process. */
public final class Atrium {

    private Atrium() {}

    public static void main(String[] args) {}
}
