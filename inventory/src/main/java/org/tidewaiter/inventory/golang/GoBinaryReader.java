package org.tidewaiter.inventory.golang;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.ClaimedFile.Window;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.Claims.Bytes;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.model.NameSet;
import org.tidewaiter.model.Observation;
import org.tidewaiter.model.Observation.CodeSeen;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.model.Purl;

/// Reads which modules a Go program was built from, and with which Go, out of the build information
/// that the linker leaves in its data; and which functions it has, out of their table.
///
/// The text that marks the information also stands in programs that look for it, Go's own tools
/// among them. So it counts only where the linker puts it: at a multiple of 16 bytes, in data that
/// is writable, before a Go version.
///
/// Since Go 1.18 the information follows its mark. Earlier, pointers follow; they lead anywhere in
/// the program, which must then be small enough to be given whole. Of a larger one the modules are
/// found by the mark that stands before them, and the version is a gap.
///
/// @see "Go source: debug/buildinfo, cmd/link/internal/ld, cmd/go/internal/modload"
public final class GoBinaryReader implements FileReader {
    static final int WINDOW_BYTES = 1 << 20;
    private static final int INFO = 0;
    static final int MODULES = 1;
    private static final int ALIGNMENT = 16;

    @Override
    public String name() {
        return "go-binary";
    }

    @Override
    public Claims claims() {
        return Claims.magics(
                        Bytes.of(0x7f, 'E', 'L', 'F'),
                        Bytes.of('M', 'Z'),
                        Bytes.of(0xfe, 0xed, 0xfa, 0xce),
                        Bytes.of(0xfe, 0xed, 0xfa, 0xcf),
                        Bytes.of(0xce, 0xfa, 0xed, 0xfe),
                        Bytes.of(0xcf, 0xfa, 0xed, 0xfe))
                .withAnchors(
                        WINDOW_BYTES,
                        Bytes.ofText("\u00ff Go buildinf:"),
                        Bytes.ofText(BuildInfoText.START))
                .withAnchors(FunctionTable.WINDOW_BYTES, FunctionTable.marks());
    }

    @Override
    public Reading read(ClaimedFile file) {
        var segments = Segment.all(file.content());
        return file.windows().stream()
                .filter(window -> window.anchor() == INFO && isPlausible(window, segments))
                .flatMap(window -> text(window.bytes(), file, segments).stream())
                .findFirst()
                .map(text -> reading(text, file))
                .orElse(Reading.NOTHING);
    }

    private static boolean isPlausible(Window window, List<Segment> segments) {
        return window.offset() % ALIGNMENT == 0
                && window.bytes().length >= BuildInfoText.HEADER_BYTES
                && (segments.isEmpty()
                        || segments.stream()
                                .anyMatch(segment ->
                                        segment.writable() && segment.holds(window.offset())));
    }

    private static Optional<BuildInfoText> text(
            byte[] info, ClaimedFile file, List<Segment> segments) {
        if (BuildInfoText.isInline(info)) {
            return BuildInfoText.inline(info);
        }
        var marked =
                file.windows().stream()
                        .filter(window -> window.anchor() == MODULES)
                        .map(Window::bytes)
                        .toList();
        return BuildInfoText.pointed(info, new Memory(file.content(), segments), marked);
    }

    private static Reading reading(BuildInfoText text, ClaimedFile file) {
        var packages = new ArrayList<Observation>();
        text.version()
                .ifPresent(version ->
                        packages.add(
                                PackageSeen.installed(Purl.of("golang", "", "stdlib", version))));
        var info = BuildInfo.parse(text.modules());
        for (var module : info.modules()) {
            packages.add(PackageSeen.installed(purl(module)));
        }
        var gaps = new ArrayList<>(text.gaps());
        gaps.addAll(info.faults());
        var code = code(info.program(), file);
        code.ifPresent(packages::add);
        return new Reading(packages, gaps);
    }

    /// All tables that are in the file, of which one can be that of a program inside it.
    ///
    /// @return nothing where there is none
    private static Optional<CodeSeen> code(String program, ClaimedFile file) {
        var names = new NameSet.Builder();
        var taking = new FunctionName(program, names);
        boolean found = false;
        boolean complete = file.overflowed().stream().noneMatch(anchor -> anchor > MODULES);
        for (var window : file.windows()) {
            var table =
                    window.anchor() > MODULES
                            ? FunctionTable.of(window.bytes())
                            : Optional.<FunctionTable>empty();
            if (table.isPresent()) {
                found = true;
                complete &= table.get().forEach(taking) && table.get().hasInlined();
            }
        }
        complete &= !taking.isFull();
        return found
                ? Optional.of(new CodeSeen("", Target.of(file.content()), complete, names.build()))
                : Optional.empty();
    }

    private static Purl purl(BuildInfo.Module module) {
        int slash = module.path().lastIndexOf('/');
        return Purl.of(
                "golang",
                module.path().substring(0, Math.max(slash, 0)),
                module.path().substring(slash + 1),
                module.version());
    }
}
