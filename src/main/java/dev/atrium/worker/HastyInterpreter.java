package dev.atrium.worker;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.InterpreterFactory;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import java.time.Duration;

/** Gives a template a bounded time, which it looks at before each expression: no loop goes on without one. */
final class HastyInterpreter extends JinjavaInterpreter {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final long deadlineNanos;

    private HastyInterpreter(Jinjava application, Context context, JinjavaConfig config) {
        super(application, context, config);
        this.deadlineNanos = System.nanoTime() + LIMIT.toNanos();
    }

    private HastyInterpreter(JinjavaInterpreter original) {
        super(original);
        this.deadlineNanos =
                original instanceof HastyInterpreter hasty ? hasty.deadlineNanos : System.nanoTime() + LIMIT.toNanos();
    }

    @Override
    public Object resolveELExpression(String expression, int lineNumber) {
        if (System.nanoTime() - deadlineNanos > 0) {
            throw new OutOfTime();
        }
        return super.resolveELExpression(expression, lineNumber);
    }

    /** Makes them. */
    static final class Factory implements InterpreterFactory {

        @Override
        public JinjavaInterpreter newInstance(JinjavaInterpreter original) {
            return new HastyInterpreter(original);
        }

        @Override
        public JinjavaInterpreter newInstance(Jinjava application, Context context, JinjavaConfig config) {
            return new HastyInterpreter(application, context, config);
        }
    }

    /** The template took too long. */
    static final class OutOfTime extends RuntimeException {

        private static final long serialVersionUID = 1L;

        OutOfTime() {
            super("it takes more than %d seconds".formatted(LIMIT.toSeconds()));
        }
    }
}
