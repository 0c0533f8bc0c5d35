package dev.atrium.api.management;

import dev.atrium.shared.Actor;
import dev.atrium.shared.Slug;
import dev.atrium.shared.TenantId;
import dev.atrium.tenancy.Tenant;
import dev.atrium.tenancy.Tenants;
import java.util.Currency;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Creates and lists organizations. */
@RestController
@RequestMapping("/manage/v1/organizations")
class OrganizationsController {

    private final Tenants tenants;

    OrganizationsController(Tenants tenants) {
        this.tenants = tenants;
    }

    /** @param currency ISO 4217 */
    record CreateRequest(
            @Nullable String slug,
            @Nullable String name,
            @Nullable String currency) {}

    record Listed(TenantId id, Slug slug, String name, Currency currency) {

        static Listed of(Tenant tenant) {
            return new Listed(tenant.id(), tenant.slug(), tenant.name(), tenant.currency());
        }
    }

    @PostMapping
    Listed create(@RequestBody CreateRequest request) {
        var slug = Input.read("slug", Input.required("slug", request.slug()), Slug::folded);
        var currency = Input.read(
                "currency", Input.required("currency", request.currency()), OrganizationsController::currency);
        var name = Objects.requireNonNullElse(request.name(), slug.value());
        return Listed.of(
                Input.read("name", name, text -> tenants.create(new Actor.LocalOperator(), slug, text, currency)));
    }

    @GetMapping
    Page<Listed> list(
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit) {
        var read = tenants.list(cursor, Page.limit(limit) + 1);
        return Page.of(read, limit, tenant -> tenant.slug().value()).map(Listed::of);
    }

    private static Currency currency(String code) {
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("currency: '%s' (expected: a code of ISO 4217)".formatted(code), e);
        }
    }
}
