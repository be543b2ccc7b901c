package souk.demo;

import java.util.List;

/** What something is called in the languages of the market. */
record Words(String french, String arabic, String english) {

    static Words of(List<String> cells) {
        return new Words(cells.get(0), cells.get(1), cells.get(2));
    }

    /** Such as a bowl, and: in olive wood. */
    Words and(Words like) {
        return new Words(
                french + " " + like.french,
                arabic + " " + like.arabic,
                english + " " + like.english);
    }

    /** With these in the places that these words leave open. */
    Words about(Words product, Words category, String house, String city) {
        return new Words(
                french.formatted(product.french, house, city, category.french),
                arabic.formatted(product.arabic, house, city, category.arabic),
                english.formatted(product.english, house, city, category.english));
    }

    /** Most people write French, many Arabic, some English. */
    String inOne(int choice) {
        return switch (choice % 4) {
            case 0, 1 -> french;
            case 2 -> arabic;
            default -> english;
        };
    }

    String inAll() {
        return french + "\n\n" + arabic + "\n\n" + english;
    }
}
