package dev.atrium.portal;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.select.Select;
import dev.atrium.tenancy.Tenant;
import java.util.Optional;

/** Chooses the organization. The choice changes the address, and nothing else. */
final class OrganizationSwitcher extends Composite<Select<Tenant>> {

    private static final String PREFIX = "o/";

    private final transient Viewer viewer;
    private String path = "";

    OrganizationSwitcher(Viewer viewer) {
        this.viewer = viewer;
        var select = getContent();
        select.addClassName("organization-switcher");
        select.setAriaLabel(getTranslation("shell.organization"));
        select.setItemLabelGenerator(Tenant::name);
        select.addValueChangeListener(change -> {
            if (change.isFromClient() && change.getValue() != null) {
                UI.getCurrent().navigate(address(change.getValue()));
            }
        });
    }

    /** @param path of the current page */
    void show(Optional<String> organization, String path) {
        this.path = path;
        var all = viewer.organizations();
        getContent().setItems(all);
        getContent().setVisible(!all.isEmpty());
        organization.flatMap(viewer::organization).ifPresent(getContent()::setValue);
    }

    /** The same kind of page for the other organization: {@code o/acme/usage} becomes {@code o/globex/usage}. */
    private String address(Tenant tenant) {
        var parts = path.split("/");
        var isOrganizations = path.startsWith(PREFIX) && parts.length > 2;
        return PREFIX + tenant.slug() + (isOrganizations ? "/" + parts[2] : "");
    }
}
