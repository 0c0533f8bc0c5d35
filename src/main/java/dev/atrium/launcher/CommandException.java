package dev.atrium.launcher;

/** A command cannot go on. The message is for the person who typed it: what happened, and the cure. */
public final class CommandException extends RuntimeException {

    public CommandException(String message) {
        super(message);
    }

    public CommandException(String message, Throwable cause) {
        super(message, cause);
    }
}
