package dev.atrium.api.management;

import dev.atrium.audit.AuditLog;
import dev.atrium.audit.RecordedEntry;
import dev.atrium.shared.AuditId;
import dev.atrium.tenancy.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows the audit log of one organization, or that of the installation where none is named. */
@RestController
class AuditController {

    private final AuditLog audit;
    private final Tenants tenants;

    AuditController(AuditLog audit, Tenants tenants) {
        this.audit = audit;
        this.tenants = tenants;
    }

    @GetMapping("/manage/v1/audit")
    Page<RecordedEntry> list(
            @RequestParam(required = false) @Nullable String organization,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit) {
        var tenant = organization == null
                ? null
                : Input.organization(tenants, organization).id();
        var before = Input.readOrNull("cursor", cursor, AuditId::parse);
        return Page.of(
                audit.of(tenant, before, Page.limit(limit) + 1),
                limit,
                entry -> entry.id().text());
    }
}
