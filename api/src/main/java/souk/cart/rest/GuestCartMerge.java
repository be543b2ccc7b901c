package souk.cart.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

import souk.account.AccountId;
import souk.account.rest.LoginListener;
import souk.kernel.Rejected;
import souk.platform.rest.problem.ProblemException;

/**
 * Who logs in finds in his cart what he has collected as a guest, and keeps the cookie where it
 * opens what he has bought as one. No log-in fails over a cart.
 */
@Component
class GuestCartMerge implements LoginListener {

    private static final Logger LOG = LoggerFactory.getLogger(GuestCartMerge.class);

    private final CartMessages carts;

    GuestCartMerge(CartMessages carts) {
        this.carts = carts;
    }

    @Override
    public void loggedIn(
            AccountId account, HttpServletRequest request, HttpServletResponse response) {
        CartGuests.cookieOf(request)
                .filter(cookie -> isSettled(account, cookie) && !cookie.bought())
                .ifPresent(
                        _ ->
                                response.addHeader(
                                        HttpHeaders.SET_COOKIE,
                                        CartCookie.expired(request.isSecure())));
    }

    // the cookie of a cart that can't be taken over now is kept: there will be another time
    private boolean isSettled(AccountId account, CartCookie cookie) {
        try {
            carts.takeOver(CurrentCart.of(account), CurrentCart.of(cookie));
            return true;
        } catch (Rejected refused) {
            LOG.info("The guest's cart {} is none: {}", cookie, refused.rejection().code());
            return !refused.rejection().retryable();
        } catch (ProblemException outage) {
            LOG.warn("The guest's cart {} waits: {}", cookie, outage.problem().code());
            return false;
        }
    }
}
