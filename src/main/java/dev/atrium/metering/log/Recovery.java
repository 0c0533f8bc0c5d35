package dev.atrium.metering.log;

import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what an earlier process left.
 *
 * <p>The newest segment may end in a batch that was torn: parts of it are there, in any order, and none of it was
 * ever promised. It is cut off. Every other unsound place is damage: bytes that were once forced. A later mark
 * that says so tells damage from a torn tail within the newest segment. Damage is skipped and reported, and the
 * gap in the numbers shows what is lost.
 */
final class Recovery {

    private final Path folder;
    private final RecordVisitor visitor;
    private final List<String> damages = new ArrayList<>();

    Recovery(Path folder, RecordVisitor visitor) {
        this.folder = folder;
        this.visitor = visitor;
    }

    /** Visits all sound records, cuts a torn tail, removes segments never begun, and returns the others. */
    List<OldSegment> run() throws IOException {
        var numbers = new ArrayDeque<>(Folder.segments(folder));
        while (!numbers.isEmpty() && removesUnbegun(numbers.getLast())) {
            numbers.removeLast();
        }
        var segments = new ArrayList<OldSegment>();
        for (var number : numbers) {
            segments.add(read(number, number.equals(numbers.getLast())));
        }
        Folder.force(folder);
        return segments;
    }

    /** Where bytes were unreadable that had once been forced, in words. */
    List<String> damages() {
        return List.copyOf(damages);
    }

    private boolean removesUnbegun(long number) throws IOException {
        try (var view = new SegmentView(folder, number)) {
            if (view.isBegun() || view.seek(Segment.HEADER_BYTES, view.size()) >= 0) {
                return false;
            }
        }
        Files.delete(Segment.pathOf(folder, number));
        return true;
    }

    private OldSegment read(long number, boolean isNewest) throws IOException {
        var highest = 0L;
        int end;
        try (var view = new SegmentView(folder, number)) {
            var offset = Segment.HEADER_BYTES;
            while (true) {
                var frame = view.at(offset, view.size());
                if (frame != null) {
                    highest = Math.max(highest, visit(frame));
                    offset = frame.next();
                } else if (isEnd(view, offset, isNewest)) {
                    break;
                } else {
                    damages.add("%s is damaged at byte %d".formatted(Segment.pathOf(folder, number), offset));
                    var next = view.seek(offset + 1, view.size());
                    if (next < 0) {
                        break;
                    }
                    offset = next;
                }
            }
            end = offset;
        }
        if (isNewest) {
            cut(number, end);
        }
        return new OldSegment(number, highest, Files.size(Segment.pathOf(folder, number)));
    }

    private long visit(Frames.Frame frame) {
        if (frame.type() == Frames.MARK) {
            return 0;
        }
        visitor.visit(frame.type(), frame.number(), frame.payload());
        return frame.number();
    }

    private static boolean isEnd(SegmentView view, int offset, boolean isNewest) {
        return view.isEmptyFrom(offset) || (isNewest && !wasForcedBeyond(view, offset));
    }

    private static boolean wasForcedBeyond(SegmentView view, int offset) {
        for (var at = view.seek(offset + 1, view.size()); at >= 0; at = view.seek(at + 1, view.size())) {
            var frame = view.at(at, view.size());
            if (frame != null && frame.type() == Frames.MARK && frame.number() > offset) {
                return true;
            }
        }
        return false;
    }

    private void cut(long number, int end) throws IOException {
        try (var channel = FileChannel.open(Segment.pathOf(folder, number), WRITE)) {
            channel.truncate(end);
            channel.force(true);
        }
    }
}
