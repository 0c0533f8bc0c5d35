package dev.atrium.registry;

/** What a model is for, as its files tell. */
public enum ModelTask {
    /** It continues chats. */
    CHAT,
    /** It turns texts into vectors. */
    EMBEDDINGS,
    /** Its files tell neither. */
    OTHER
}
