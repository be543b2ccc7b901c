package souk.platform.rest;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.UriComponentsBuilder;

import java.util.List;

/**
 * One page of a list.
 *
 * @param nextCursor leads to the next page; null on the last
 * @param total of the whole list, where the client asked for it
 */
public record Slice<T>(
        List<T> items,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String nextCursor,
        @Nullable Long total) {

    public Slice {
        items = List.copyOf(items);
    }

    /** The answer with these items, and with a link to the next page if there is one. */
    public static <T> ResponseEntity<Slice<T>> of(
            List<T> items, @Nullable String next, @Nullable Long total) {
        if (next == null) {
            return ResponseEntity.ok(new Slice<>(items, null, total));
        }
        String path = Exchange.request().getRequestURI();
        String cursor = Cursor.write(next, path);
        String link =
                UriComponentsBuilder.fromPath(path)
                        .query(Exchange.request().getQueryString())
                        .replaceQueryParam(Paging.CURSOR, cursor)
                        .build(true)
                        .toUriString();
        return ResponseEntity.ok()
                .header(HttpHeaders.LINK, "<" + link + ">; rel=\"next\"")
                .body(new Slice<>(items, cursor, total));
    }
}
