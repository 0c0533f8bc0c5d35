package dev.atrium.portal.playground;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Paragraph;
import org.jspecify.annotations.Nullable;

/** A question and its answer, while it comes. */
final class ChatTurn implements Answering.Page {

    final ChatMessage question;
    final ChatMessage answer;
    private final Chat chat;

    /** What becomes of a turn. */
    interface Chat {

        /** There is more to see. */
        void grew();

        /** It is over, and is part of the chat from now on unless the answer is empty. */
        void keep(ChatTurn turn);

        /** It has no answer: the words are the writer's again. */
        void giveBack(ChatTurn turn, CallFailed failure);

        /** Nobody reads on. */
        void stop();
    }

    ChatTurn(ChatMessage question, ChatMessage answer, Chat chat) {
        this.question = question;
        this.answer = answer;
        this.chat = chat;
    }

    @Override
    public void show(String piece) {
        answer.append(piece);
        chat.grew();
    }

    @Override
    public void ended(@Nullable Figures figures, boolean isStopped, boolean isCut) {
        if (isStopped) {
            answer.add(note("playground.stopped"));
        } else if (answer.text().isEmpty()) {
            answer.add(note("playground.silent"));
        } else if (isCut) {
            answer.add(note("playground.cut"));
        }
        answer.add(new FiguresLine(figures));
        chat.keep(this);
    }

    @Override
    public void failed(CallFailed failure) {
        if (answer.text().isEmpty()) {
            chat.giveBack(this, failure);
        } else {
            answer.add(new FailureNote(failure));
            chat.keep(this);
        }
    }

    @Override
    public void left() {
        chat.stop();
    }

    private Component note(String key) {
        var note = new Paragraph(answer.getTranslation(key));
        note.addClassName("quiet");
        return note;
    }
}
