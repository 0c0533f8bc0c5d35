package dev.atrium.worker;

/** A tokenizer whose tokens are the 256 bytes, as those of GPT-2 are written, and one that ends an answer. */
final class ByteTokenizer {

    private ByteTokenizer() {}

    static String json() {
        var vocabulary = new StringBuilder();
        for (int value = 0; value < 256; value++) {
            vocabulary.append("\"%s\": %d, ".formatted(escaped(visible(value)), value));
        }
        return """
                {"version": "1.0", "truncation": null, "padding": null,
                 "added_tokens": [{"id": 256, "content": "<end>", "single_word": false, "lstrip": false,
                                   "rstrip": false, "normalized": false, "special": true}],
                 "normalizer": null,
                 "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true,
                                   "use_regex": false},
                 "post_processor": null,
                 "decoder": {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": false},
                 "model": {"type": "BPE", "dropout": null, "unk_token": null, "continuing_subword_prefix": null,
                           "end_of_word_suffix": null, "fuse_unk": false, "byte_fallback": false,
                           "vocab": {%s"<end>": 256}, "merges": []}}
                """.formatted(vocabulary);
    }

    /** Printable bytes stand for themselves, the others for characters from U+0100 on, in their order. */
    private static char visible(int value) {
        if (isPrintable(value)) {
            return (char) value;
        }
        var place = 0;
        for (int before = 0; before < value; before++) {
            place += isPrintable(before) ? 0 : 1;
        }
        return (char) (256 + place);
    }

    private static boolean isPrintable(int value) {
        return (value >= '!' && value <= '~') || (value >= 0xA1 && value <= 0xAC) || (value >= 0xAE && value <= 0xFF);
    }

    private static String escaped(char character) {
        return character == '"' || character == '\\' ? "\\" + character : String.valueOf(character);
    }
}
