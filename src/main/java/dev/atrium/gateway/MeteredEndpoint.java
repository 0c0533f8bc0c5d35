package dev.atrium.gateway;

/** The paths of which every admitted call leaves a usage event. */
enum MeteredEndpoint {
    EMBEDDINGS("/v1/embeddings", "input", false),
    CHAT_COMPLETIONS("/v1/chat/completions", "messages", true),
    COMPLETIONS("/v1/completions", "prompt", true);

    private final String path;
    private final String content;
    private final boolean streams;

    MeteredEndpoint(String path, String content, boolean streams) {
        this.path = path;
        this.content = content;
        this.streams = streams;
    }

    String path() {
        return path;
    }

    /** The field that holds what the model is to work on. */
    String content() {
        return content;
    }

    /** Whether {@code "stream": true} means anything here. */
    boolean streams() {
        return streams;
    }
}
