package dev.atrium.worker;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.filter.Filter;
import com.hubspot.jinjava.lib.fn.ELFunctionDefinition;
import org.jspecify.annotations.Nullable;

/** What chat templates may call besides the library's functions. Public, because the library calls it by reflection. */
public final class TemplateFunctions {

    private TemplateFunctions() {}

    static ELFunctionDefinition raiseException() {
        return new ELFunctionDefinition("", "raise_exception", TemplateFunctions.class, "raise", Object.class);
    }

    /** Ends the rendering: the template does not take these messages. */
    public static Object raise(Object message) {
        return refuse(String.valueOf(message));
    }

    private static Object refuse(String message) {
        throw new Refused(message);
    }

    /** As the library's, with a bounded result. */
    static final class Replace implements Filter {

        @Override
        public String getName() {
            return "replace";
        }

        @Override
        public @Nullable Object filter(Object value, JinjavaInterpreter interpreter, String... given) {
            return PythonMethods.call(String.valueOf(value), "replace", given);
        }
    }

    /** The template said no. */
    static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }
}
