package dev.atrium.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

class TroublesTest {

    private final Logger log = (Logger) LoggerFactory.getLogger("troubles of a test");
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();
    private final Troubles troubles = new Troubles(log, "leader task counting");

    @BeforeEach
    void listen() {
        log.setAdditive(false);
        log.setLevel(Level.INFO);
        log.addAppender(said);
        said.start();
    }

    @AfterEach
    void leave() {
        log.detachAppender(said);
    }

    @Test
    void saysOncePerOutageAndOnceThatItIsOver() {
        for (int outage = 0; outage < 2; outage++) {
            troubles.failed(new DataAccessResourceFailureException("gone"));
            troubles.failed(new CannotCreateTransactionException("still gone"));
            troubles.works();
            troubles.works();
        }

        var failed = "WARN leader task counting fails, and is tried again until it works: "
                + "org.springframework.dao.DataAccessResourceFailureException: gone";
        var over = "INFO leader task counting works again";
        assertThat(said.list)
                .extracting(event -> event.getLevel() + " " + event.getFormattedMessage())
                .containsExactly(failed, over, failed, over);
        assertThat(said.list)
                .allSatisfy(event -> assertThat(event.getThrowableProxy()).isNull());
    }

    @Test
    void saysAFailureOfAnotherKindWithItsStack() {
        troubles.failed(new DataAccessResourceFailureException("gone"));
        troubles.failed(new IllegalStateException("a mistake"));
        troubles.failed(new IllegalStateException("the same mistake"));

        assertThat(said.list).hasSize(2);
        assertThat(said.list.getLast().getThrowableProxy().getMessage()).isEqualTo("a mistake");
    }

    @Test
    void saysNothingWhileAllIsWell() {
        troubles.works();

        assertThat(said.list).isEmpty();
    }
}
