package souk.account.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import souk.account.AccountId;

/** Told about each log-in before it is answered: a guest has turned out to be an account. */
public interface LoginListener {

    void loggedIn(AccountId account, HttpServletRequest request, HttpServletResponse response);
}
