package souk.account.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import souk.account.AccountId;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A capability above accounts. */
@Component
class Neighbour implements LoginListener, MeContribution {

    final List<AccountId> loggedIn = new CopyOnWriteArrayList<>();
    final Map<AccountId, Object> shops = new HashMap<>();

    @Override
    public void loggedIn(
            AccountId account, HttpServletRequest request, HttpServletResponse response) {
        loggedIn.add(account);
        response.addHeader("X-Merged", "true");
    }

    @Override
    public String member() {
        return "seller";
    }

    @Override
    public @Nullable Object about(AccountId account) {
        return shops.get(account);
    }
}
