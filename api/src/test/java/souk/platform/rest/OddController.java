package souk.platform.rest;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

import souk.kernel.Quantity;
import souk.kernel.Sku;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** What controllers may do that ours do not (yet). */
@RestController
@RequestMapping("/api/odd")
class OddController {

    enum Colour {
        RED,
        GREEN
    }

    record Line(Sku sku, Quantity quantity) {}

    record Basket(List<Line> lines, Colour colour, @Nullable Instant at, boolean gift) {
        Basket {
            lines = List.copyOf(lines);
        }
    }

    @PostMapping
    Basket echo(@RequestBody Basket basket) {
        return basket;
    }

    record Versioned(String name, long version) {}

    @GetMapping("/versioned")
    Versioned versioned() {
        return new Versioned("two", 2);
    }

    @GetMapping("/virtual")
    boolean isVirtual() {
        return Thread.currentThread().isVirtual();
    }

    @GetMapping("/by-number/{number}")
    String byNumber(@PathVariable int number, @RequestParam Colour colour) {
        return number + " " + colour;
    }

    @GetMapping("/locked")
    void locked() {
        throw new ResponseStatusException(HttpStatus.LOCKED, "secret");
    }

    @GetMapping("/gone")
    void gone(HttpServletResponse response) throws IOException {
        response.sendError(HttpServletResponse.SC_GONE, "secret");
    }

    @GetMapping("/denied")
    void denied() {
        throw new AccessDeniedException("secret");
    }

    @GetMapping("/overflow")
    int overflow() {
        return overflow() + 1;
    }

    @GetMapping("/filtered")
    void neverReached() {}
}
