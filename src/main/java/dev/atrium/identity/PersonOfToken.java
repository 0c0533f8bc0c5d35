package dev.atrium.identity;

import static java.util.Objects.requireNonNull;

import dev.atrium.shared.ProblemException;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.transaction.TransactionException;

/** The last step of a sign-in: from a verified token to the person. The token says enough; nobody is asked again. */
final class PersonOfToken implements OAuth2UserService<OidcUserRequest, OidcUser> {

    private final People people;

    PersonOfToken(People people) {
        this.people = people;
    }

    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        var token = request.getIdToken();
        var issuer = requireNonNull(
                request.getClientRegistration().getProviderDetails().getIssuerUri(), "issuer");
        var subject = requireNonNull(token.getSubject(), "subject");
        var operatorLink = OperatorLinkFilter.take();
        try {
            var person = people.signedIn(SignInClaims.of(issuer, subject, token.getClaims()), operatorLink);
            return new SignedInPerson(person, token);
        } catch (ProblemException refused) {
            var problem = refused.problem();
            throw new OAuth2AuthenticationException(
                    new OAuth2Error(problem.code(), problem.message(), null), problem.message(), refused);
        } catch (DataAccessException | TransactionException e) {
            throw new InternalAuthenticationServiceException("MySQL does not answer. Try again in a moment.", e);
        }
    }
}
