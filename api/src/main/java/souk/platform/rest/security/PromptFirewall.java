package souk.platform.rest.security;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.StrictHttpFirewall;

import java.util.Collections;

/**
 * Looks at all headers before anybody else does. Refused only when it is read, one that those read
 * who write refusals would leave nobody to answer.
 */
class PromptFirewall extends StrictHttpFirewall {

    @Override
    public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
        FirewalledRequest checked = super.getFirewalledRequest(request);
        for (String name : Collections.list(checked.getHeaderNames())) {
            Collections.list(checked.getHeaders(name));
        }
        return checked;
    }
}
