package dev.atrium.portal.playground;

/** A way to try a model. What was typed survives the choice of another model. */
interface Pane {

    String typed();

    void type(String text);
}
