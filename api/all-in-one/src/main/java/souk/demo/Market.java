package souk.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the files beside tell: categories, things, what they are like, and who is there. */
record Market(
        List<Category> categories,
        Map<String, List<Words>> likes,
        Map<String, Choice> choices,
        List<House> houses,
        List<Person> people,
        List<Words> descriptions) {

    /** Of the things in one category, their words and the price in TND. */
    record Thing(Words name, int price) {}

    /** A category, with things where nothing is below it. */
    record Category(
            Words name, List<Category> below, String likes, String choice, List<Thing> things) {}

    /** An option of variants, such as the size. */
    record Choice(String name, List<Value> values) {}

    /** One of the variants, at so many percent of the price. */
    record Value(String name, int percent) {}

    record House(String name, String tier, String city, String owner) {}

    record Person(String name, String role) {}

    static Market read() {
        return new Market(
                readCategories(),
                readLikes(),
                readChoices(),
                Line.of("sellers").stream().map(Line::cells).map(Market::house).toList(),
                Line.of("people").stream()
                        .map(Line::cells)
                        .map(cells -> new Person(cells.get(0), cells.get(1)))
                        .toList(),
                Line.of("descriptions").stream().map(Line::cells).map(Words::of).toList());
    }

    private static House house(List<String> cells) {
        return new House(cells.get(0), cells.get(1), cells.get(2), cells.get(3));
    }

    private static List<Category> readCategories() {
        List<Category> mains = new ArrayList<>();
        for (Line line : Line.of("market")) {
            Words name = line.level() < 2 ? Words.of(line.cells()) : new Words("", "", "");
            switch (line.level()) {
                case 0 -> mains.add(new Category(name, new ArrayList<>(), "", "", List.of()));
                case 1 ->
                        mains.getLast()
                                .below()
                                .add(
                                        new Category(
                                                name,
                                                List.of(),
                                                line.part(1),
                                                line.part(2),
                                                new ArrayList<>()));
                default -> {
                    int price = Integer.parseInt(line.cells().get(3));
                    mains.getLast()
                            .below()
                            .getLast()
                            .things()
                            .add(new Thing(Words.of(line.cells()), price));
                }
            }
        }
        return mains;
    }

    private static Map<String, List<Words>> readLikes() {
        Map<String, List<Words>> likes = new LinkedHashMap<>();
        List<Words> current = new ArrayList<>();
        for (Line line : Line.of("words")) {
            if (line.level() == 0) {
                current = new ArrayList<>();
                likes.put(line.cells().getFirst(), current);
            } else {
                current.add(Words.of(line.cells()));
            }
        }
        return likes;
    }

    private static Map<String, Choice> readChoices() {
        Map<String, Choice> choices = new LinkedHashMap<>();
        for (Line line : Line.of("variants")) {
            List<Value> values = Line.cells(line.part(2), ",").stream().map(Market::value).toList();
            choices.put(line.part(0), new Choice(line.part(1), values));
        }
        return choices;
    }

    private static Value value(String text) {
        int space = text.lastIndexOf(' ');
        return new Value(text.substring(0, space), Integer.parseInt(text.substring(space + 1)));
    }
}
