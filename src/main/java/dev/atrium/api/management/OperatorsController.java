package dev.atrium.api.management;

import dev.atrium.api.web.PortalSettings;
import dev.atrium.identity.Operators;
import dev.atrium.shared.Actor;
import dev.atrium.shared.OperatorLinkId;
import dev.atrium.shared.PersonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists operators, and makes the links with which people become such. */
@RestController
@RequestMapping("/manage/v1")
class OperatorsController {

    private final Operators operators;
    private final PortalSettings portal;

    OperatorsController(Operators operators, PortalSettings portal) {
        this.operators = operators;
        this.portal = portal;
    }

    record Listed(PersonId person) {}

    record IssuedLink(OperatorLinkId id, String url, Instant expiresAt) {

        /** Leaves the address out: it ends with the token, which must reach no log. */
        @Override
        public String toString() {
            return "IssuedLink[id=%s]".formatted(id);
        }
    }

    @GetMapping("/operators")
    Page<Listed> list(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit) {
        return Page.cut(operators.all(), cursor, Page.limit(limit), PersonId::text)
                .map(Listed::new);
    }

    @PostMapping("/operator-links")
    IssuedLink issue() {
        var link = operators.issueLink(new Actor.LocalOperator());
        return new IssuedLink(link.id(), portal.browserUrl() + Operators.LINK_PATH + link.token(), link.expiresAt());
    }
}
