package dev.atrium.worker;

/**
 * One message of a chat.
 *
 * @param role {@code system}, {@code user} or {@code assistant}
 */
record ChatMessage(String role, String content) {

    static final String SYSTEM = "system";
    static final String USER = "user";
    static final String ASSISTANT = "assistant";

    /** Content is nobody's business but the caller's. */
    @Override
    public String toString() {
        return "ChatMessage[%s, %d characters]".formatted(role, content.length());
    }
}
