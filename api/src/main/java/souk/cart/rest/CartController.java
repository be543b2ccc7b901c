package souk.cart.rest;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import souk.cart.CartCommand;
import souk.cart.CartCommand.AddItem;
import souk.cart.CartCommand.ChangeQuantity;
import souk.cart.CartCommand.ClearCart;
import souk.cart.CartCommand.CreateCart;
import souk.cart.CartCommand.RemoveItem;
import souk.cart.CartQuery.FindCart;
import souk.cart.CartRejection.CartNotFound;
import souk.cart.CartView;
import souk.kernel.Quantity;
import souk.kernel.Rejected;
import souk.kernel.Sku;
import souk.platform.rest.Commands;
import souk.platform.rest.Queries;
import souk.platform.rest.call.Mint;

import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/** A guest's cart: his cookie says which. */
@RestController
@RequestMapping("/api/carts")
class CartController {

    private static final URI CURRENT = URI.create("/api/carts/current");

    record Item(Sku sku, Quantity quantity) {}

    /** Zero removes the line. */
    record Amount(Integer quantity) {}

    private final Commands commands;
    private final Queries queries;
    private final Mint mint;

    CartController(Commands commands, Queries queries, Mint mint) {
        this.commands = commands;
        this.queries = queries;
        this.mint = mint;
    }

    /** The cart of the guest's cookie, if it is his and open; else a new one. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<CartView> create(HttpServletRequest request) {
        Optional<CartCookie> cookie = CartGuests.cookieOf(request);
        Optional<CartView> seen = cookie.flatMap(known -> unlessNotFound(() -> read(known, null)));
        if (seen.isPresent() && seen.get().status() == CartView.Status.OPEN) {
            return answer(HttpStatus.OK, seen.get(), cookie.get(), request);
        }
        if (cookie.isPresent() && seen.isEmpty()) {
            // the view may only be late: under the same id it cannot become a second cart
            Optional<CartView> same = cookie.flatMap(known -> unlessNotFound(() -> create(known)));
            if (same.isPresent()) {
                boolean isNew = same.get().version() == 0;
                HttpStatus status = isNew ? HttpStatus.CREATED : HttpStatus.OK;
                return answer(status, same.get(), cookie.get(), request);
            }
        }
        CartCookie fresh = CartCookie.minted(mint);
        return answer(HttpStatus.CREATED, create(fresh), fresh, request);
    }

    @GetMapping("/current")
    CartView current(HttpServletRequest request) {
        return read(cartOf(request), null);
    }

    @PostMapping("/current/items")
    CartView add(HttpServletRequest request, @RequestBody Item item) {
        CartCookie cart = cartOf(request);
        return send(cart, new AddItem(cart.cartId(), cart.owner(), item.sku(), item.quantity()));
    }

    @PatchMapping("/current/items/{*sku}")
    CartView change(
            HttpServletRequest request, @PathVariable String sku, @RequestBody Amount amount) {
        CartCookie cart = cartOf(request);
        return send(
                cart,
                new ChangeQuantity(cart.cartId(), cart.owner(), skuIn(sku), amount.quantity()));
    }

    @DeleteMapping("/current/items/{*sku}")
    CartView remove(HttpServletRequest request, @PathVariable String sku) {
        CartCookie cart = cartOf(request);
        return send(cart, new RemoveItem(cart.cartId(), cart.owner(), skuIn(sku)));
    }

    @DeleteMapping("/current/items")
    CartView clear(HttpServletRequest request) {
        CartCookie cart = cartOf(request);
        return send(cart, new ClearCart(cart.cartId(), cart.owner()));
    }

    private CartView create(CartCookie cart) {
        return send(cart, new CreateCart(cart.cartId(), cart.owner()));
    }

    private CartView send(CartCookie cart, CartCommand command) {
        return commands.send(command, CartView.class).orElseRead(at -> read(cart, at));
    }

    private CartView read(CartCookie cart, @Nullable Long position) {
        return queries.ask(new FindCart(cart.cartId(), cart.owner()), CartView.class, position);
    }

    private static Optional<CartView> unlessNotFound(Supplier<CartView> cart) {
        try {
            return Optional.of(cart.get());
        } catch (Rejected refused) {
            if (refused.rejection() instanceof CartNotFound) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private static ResponseEntity<CartView> answer(
            HttpStatus status, CartView cart, CartCookie cookie, HttpServletRequest request) {
        return ResponseEntity.status(status)
                .location(CURRENT)
                .header(HttpHeaders.SET_COOKIE, cookie.toHeader(request.isSecure()))
                .body(cart);
    }

    private static CartCookie cartOf(HttpServletRequest request) {
        return CartGuests.cookieOf(request).orElseThrow(() -> new Rejected(new CartNotFound()));
    }

    // the rest of the path: SKUs may hold slashes
    private static Sku skuIn(String path) {
        return new Sku(path.substring(1));
    }
}
