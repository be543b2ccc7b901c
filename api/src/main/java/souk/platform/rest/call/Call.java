package souk.platform.rest.call;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** What one HTTP request carries from its first filter to its last message. */
public final class Call {

    private static final String ATTRIBUTE = Call.class.getName();

    private final String requestId;
    private @Nullable OnceOnly onceOnly;
    private int commands;
    private boolean missedOnly = true;

    Call(String requestId) {
        this.requestId = requestId;
    }

    /** The call that this request belongs to; a new one where no filter of ours has been before. */
    public static Call of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Call call) {
            return call;
        }
        Call call = new Call(RequestIds.of(request));
        request.setAttribute(ATTRIBUTE, call);
        return call;
    }

    /** The call that this thread works for. */
    public static Call current() {
        return of(
                ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes())
                        .getRequest());
    }

    public String requestId() {
        return requestId;
    }

    /** From here on the call is one that must have its effects once, however often it is sent. */
    public void make(OnceOnly onceOnly) {
        this.onceOnly = onceOnly;
    }

    @Nullable OnceOnly onceOnly() {
        return onceOnly;
    }

    /**
     * Under which key the next command must be carried out only once; null where that was not
     * asked.
     */
    public @Nullable String nextCommandKey() {
        commands++;
        return onceOnly == null ? null : onceOnly.commandKey() + "#" + commands;
    }

    /** A command found what it was for, whatever came of it. */
    public void hasHit() {
        missedOnly = false;
    }

    /** Whether nothing that was asked for so far was there, so that nothing has changed. */
    public boolean hasMissedOnly() {
        return missedOnly;
    }

    public int commands() {
        return commands;
    }
}
