package dev.atrium.metering;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A MySQL that can go away, and that can lose the answer of a commit. */
final class UnreliableSource extends DelegatingDataSource {

    volatile boolean isAway;
    volatile boolean losesNextAnswer;
    /** Each connection until then fails as nobody foresaw. */
    final AtomicInteger mistakes = new AtomicInteger();

    UnreliableSource(DataSource real) {
        super(real);
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (isAway) {
            throw new SQLTransientConnectionException("MySQL is away.", "08001");
        }
        if (mistakes.get() > 0) {
            mistakes.decrementAndGet();
            throw new UnsupportedOperationException("a mistake in the driver");
        }
        var real = super.getConnection();
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                    try {
                        var result = method.invoke(real, arguments);
                        if (method.getName().equals("commit") && losesNextAnswer) {
                            losesNextAnswer = false;
                            throw new SQLTransientConnectionException("The connection broke.", "08S01");
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
