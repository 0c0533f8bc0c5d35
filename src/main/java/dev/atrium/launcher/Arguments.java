package dev.atrium.launcher;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The words after a command, sorted.
 *
 * @param plain   words without a leading dash, in order
 * @param flags   options without a value that were given
 * @param options options with a value ({@code --name x} or {@code --name=x})
 */
record Arguments(List<String> plain, Set<String> flags, Map<String, String> options) {

    /**
     * @param usage       shown when the words do not fit
     * @param knownFlags  options that take no value
     * @param withValue   options that take one
     */
    static Arguments parse(List<String> words, String usage, Set<String> knownFlags, Set<String> withValue) {
        List<String> plain = new ArrayList<>();
        Set<String> flags = new HashSet<>();
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            if (!word.startsWith("-")) {
                plain.add(word);
            } else if (knownFlags.contains(word)) {
                flags.add(word);
            } else if (!withValue.contains(name)) {
                throw unknown(name, usage, knownFlags, withValue);
            } else if (word.contains("=")) {
                options.put(name, word.substring(name.length() + 1));
            } else if (i + 1 < words.size()) {
                i++;
                options.put(name, words.get(i));
            } else {
                throw new CommandException("%s needs a value. Usage: %s".formatted(name, usage));
            }
        }
        return new Arguments(List.copyOf(plain), Set.copyOf(flags), Map.copyOf(options));
    }

    boolean has(String flag) {
        return flags.contains(flag);
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    String required(String name, String usage) {
        return option(name).orElseThrow(() -> new CommandException("%s is missing. Usage: %s".formatted(name, usage)));
    }

    void requirePlain(int count, String usage) {
        if (plain.size() != count) {
            throw new CommandException("Usage: " + usage);
        }
    }

    private static CommandException unknown(String name, String usage, Set<String> flags, Set<String> withValue) {
        Set<String> known = new TreeSet<>(flags);
        known.addAll(withValue);
        return new CommandException(
                "There is no option %s.%s Usage: %s".formatted(name, Suggestion.among(known, name), usage));
    }
}
