package dev.atrium.launcher;

/** What {@code ./atrium help} says. */
final class Help {

    static final String TEXT = """
            ./atrium run                 builds what changed, starts everything, stops it at Ctrl-C
            ./atrium status [--json]     addresses, process ids, memory, health
            ./atrium key --organization ORG [--name NAME]
                                         issues an API key and prints it once
            ./atrium operator            prints a link: who opens it within an hour and signs in becomes operator
            ./atrium model add DIR --organization ORG --name NAME [--public] [--price METER=PRICE,...]
                                         publishes a folder as a model and serves it; PRICE is per
                                         million units in the organization's currency, for example
                                         input_tokens=0.02; a version served before goes on
                                         until the new one is ready
            ./atrium model stop ORG/NAME
                                         serves the model no more
            ./atrium worker remove ID    takes a worker out of its pool; its replicas move
            ./atrium logs [-f] [SERVICE] what the services say; SERVICE is mysql, keycloak,
                                         portal or worker
            ./atrium reset [--yes]       forgets all data of this installation
            ./atrium test                the whole test suite
            ./atrium test first-minute   a newcomer's first call in a real browser: clicks and seconds
            ./atrium screenshots         pictures of every page, in target/screenshots
            ./atrium bench NAME [...]    a measurement
            ./atrium chaos NAME [...]    fault injection

            Data are in .atrium in the checkout; ATRIUM_HOME chooses another folder. ATRIUM_MYSQL_URL uses an
            existing MySQL 8 with the accounts ATRIUM_MYSQL_APPLICATION_USER and ATRIUM_MYSQL_MIGRATOR_USER and
            their ..._PASSWORD or ..._PASSWORD_FILE. ATRIUM_KEYCLOAK_URL and ATRIUM_KEYCLOAK_CLIENT_SECRET_FILE use an
            existing Keycloak. docs/operators.md lists the other variables.""";

    private Help() {}
}
