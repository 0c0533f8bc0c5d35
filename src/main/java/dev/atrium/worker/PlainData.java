package dev.atrium.worker;

import com.hubspot.jinjava.el.TypeConvertingMapELResolver;
import com.hubspot.jinjava.el.ext.JinjavaBeanELResolver;
import com.hubspot.jinjava.el.ext.JinjavaListELResolver;
import com.hubspot.jinjava.lib.exptest.ExpTest;
import com.hubspot.jinjava.lib.filter.Filter;
import com.hubspot.jinjava.util.ForLoop;
import jinjava.javax.el.ArrayELResolver;
import jinjava.javax.el.CompositeELResolver;
import jinjava.javax.el.ELContext;
import org.jspecify.annotations.Nullable;

/**
 * What a chat template can reach from a value: entries of maps, lists and arrays, and the few methods of
 * {@link PythonMethods}. No Java method and no property of a Java object, but for the counters of a loop.
 */
final class PlainData extends CompositeELResolver {

    PlainData() {
        add(new ArrayELResolver(true));
        add(new JinjavaListELResolver(true));
        add(new TypeConvertingMapELResolver(true));
        add(new Own());
    }

    /** Filters and tests are called as methods, too. */
    private static final class Own extends JinjavaBeanELResolver {

        Own() {
            super(true);
        }

        @Override
        public @Nullable Object getValue(ELContext context, Object base, Object property) {
            return base instanceof ForLoop ? super.getValue(context, base, property) : null;
        }

        @Override
        public @Nullable Object invoke(
                ELContext context, Object base, Object method, Class<?>[] types, Object[] parameters) {
            if (base instanceof Filter || base instanceof ExpTest) {
                return super.invoke(context, base, method, types, parameters);
            }
            context.setPropertyResolved(true);
            return PythonMethods.call(base, String.valueOf(method), parameters);
        }
    }
}
