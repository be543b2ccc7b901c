package souk.payment.rest;

import org.springframework.web.util.HtmlUtils;

import souk.kernel.Money;
import souk.kernel.Sha256;
import souk.payment.SandboxCommand.Action;
import souk.payment.SandboxSession;
import souk.payment.SandboxSession.Status;

import java.math.BigDecimal;
import java.util.Base64;
import java.util.Map;

/** A page to pay on with play money: one form, no script, nothing loaded from anywhere. */
final class SandboxPage {

    private static final String STYLE =
            """
            body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 26rem; margin: 3rem auto; padding: 0 1rem }
            button { display: block; width: 100%; margin: .6rem 0; padding: .8rem; font: inherit }
            strong { display: block; font-size: 2rem }
            fieldset { margin-top: 2rem }
            label { display: block; margin: .4rem 0 }
            """;

    /** The only style that may be used is the one above. */
    static final String POLICY =
            "default-src 'none'; style-src 'sha256-"
                    + hashOf(STYLE)
                    + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final Map<Action, String> BUTTONS =
            Map.of(
                    Action.PAY, "Pay",
                    Action.DECLINE, "Have the bank decline",
                    Action.ABANDON, "Go away without paying",
                    Action.PAY_LATE, "Pay after this page is over");

    private static final String PAGE =
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Sandbox: pay %1$s</title>
            <style>%2$s</style>
            </head>
            <body>
            <main>
            <h1>Sandbox</h1>
            <p>No real money is moved here.</p>
            <p>%3$s <strong>%1$s</strong></p>
            <p role="status">%4$s</p>
            %5$s</main>
            </body>
            </html>
            """;

    private static final String FORM =
            """
            <form method="post">
            %s<fieldset>
            <legend>How the shop is told</legend>
            <label>Copies of each notice <input type="number" name="copies" value="1" min="1" max="100"></label>
            <label>Delay in milliseconds <input type="number" name="delayMillis" value="0" min="0" max="3600000"></label>
            <label><input type="checkbox" name="shuffled" value="true"> In any order but the right one</label>
            </fieldset>
            </form>
            """;

    private SandboxPage() {}

    static String of(SandboxSession session) {
        return PAGE.formatted(
                escaped(inWords(session.amount())),
                STYLE,
                escaped(session.text()),
                stateOf(session),
                session.status() == Status.PAID
                        ? ""
                        : FORM.formatted(buttonsFor(session.status())));
    }

    private static String stateOf(SandboxSession session) {
        return switch (session.status()) {
            case OPEN -> "Can be paid until " + session.expiresAt() + ".";
            case PAID -> "Paid. You can close this page.";
            case EXPIRED -> "This page is over.";
        };
    }

    private static String buttonsFor(Status status) {
        StringBuilder buttons = new StringBuilder();
        for (Action action : Action.values()) {
            if (status == Status.OPEN || action == Action.PAY_LATE) {
                buttons.append(
                        "<button name=\"action\" value=\"%s\">%s</button>\n"
                                .formatted(SandboxController.nameOf(action), BUTTONS.get(action)));
            }
        }
        return buttons.toString();
    }

    private static String inWords(Money amount) {
        return BigDecimal.valueOf(amount.amount(), amount.currency().getDefaultFractionDigits())
                + " "
                + amount.currency();
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }

    private static String hashOf(String style) {
        return Base64.getEncoder().encodeToString(Sha256.of(style));
    }
}
