package org.tidewaiter.inventory.golang;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.tidewaiter.model.NameSet;

/// Takes apart the names of functions as Go's linker writes them, such as
/// `gopkg.in/yaml%2ev3.(*decoder).scalar.func1` and `slices.SortFunc[...]`, and adds the package,
/// the type or function in it, and the method to a set, as Go's vulnerability database writes them:
/// `gopkg.in/yaml.v3`, `gopkg.in/yaml.v3.decoder`, `gopkg.in/yaml.v3.decoder.scalar`.
///
/// What the compiler made on its own is left out. Names are taken as bytes, since a program has a
/// hundred thousand.
final class FunctionName implements FunctionTable.Names {
    private static final int MAX_NAMES = 2_000_000;
    private static final byte[] MAIN = "main".getBytes(US_ASCII);
    private static final byte[][] OF_NO_PACKAGE = {
        "go:".getBytes(US_ASCII), "type:".getBytes(US_ASCII), "type..".getBytes(US_ASCII)
    };

    /// Before the number of a part of a function.
    private static final byte[][] PARTS = {
        "func".getBytes(US_ASCII), "gowrap".getBytes(US_ASCII), "deferwrap".getBytes(US_ASCII), {}
    };

    private final byte[] program;
    private final NameSet.Builder names;
    private boolean isFull;

    /// The package of the name before.
    private byte[] unitOf = {};

    private int unitFrom;
    private int unitTo;
    private long unitState;

    /// @param program the import path of the program, whose package is called `main`; may be empty
    FunctionName(String program, NameSet.Builder names) {
        this.program = program.isEmpty() ? MAIN : program.getBytes(UTF_8);
        this.names = names;
    }

    @Override
    public void accept(byte[] name, int from, int to) {
        if (names.count() >= MAX_NAMES) {
            isFull = true;
            return;
        }
        int dot = from + unitTo - unitFrom;
        if (isOfSameUnit(name, from, to, dot)) {
            names.resume(unitState);
        } else {
            dot = unit(name, from, to);
            if (dot < 0) {
                return;
            }
        }
        int end = appendPart(name, dot + 1, to);
        if (end < to && name[end] == '.' && !isPart(name, end + 1, to)) {
            appendPart(name, end + 1, to);
        }
    }

    /// Whether there were more names than are taken.
    boolean isFull() {
        return isFull;
    }

    /// Names of one package mostly stand together.
    private boolean isOfSameUnit(byte[] name, int from, int to, int dot) {
        return dot < to
                && name[dot] == '.'
                && Arrays.equals(name, from, dot, unitOf, unitFrom, unitTo)
                && endOfPath(name, dot, to) == dot;
    }

    /// Begins a name with its package, and adds that.
    ///
    /// @return the dot behind it; negative where there is none
    private int unit(byte[] name, int from, int to) {
        for (var prefix : OF_NO_PACKAGE) {
            if (startsWith(name, from, to, prefix)) {
                return -1;
            }
        }
        int dot = endOfPath(name, from, to);
        if (dot <= from) {
            return -1;
        }
        names.begin();
        if (dot - from == MAIN.length && startsWith(name, from, to, MAIN)) {
            append(program);
        } else {
            appendPath(name, from, dot);
        }
        names.add();
        unitOf = name;
        unitFrom = from;
        unitTo = dot;
        unitState = names.state();
        return dot;
    }

    /// @return the first dot behind the last slash of the path; negative where the compiler made up
    ///   the name, which then has a space in it
    private static int endOfPath(byte[] name, int from, int to) {
        int dot = -1;
        for (int i = from; i < to && name[i] != '(' && name[i] != '['; i++) {
            if (name[i] == '/') {
                dot = -1;
            } else if (name[i] == '.' && dot < 0) {
                dot = i;
            } else if (name[i] == ' ') {
                return -1;
            }
        }
        return dot;
    }

    /// In the last element of a path the linker writes a dot as `%2e`.
    private void appendPath(byte[] name, int from, int to) {
        for (int i = from; i < to; i++) {
            int code = name[i] == '%' && i + 2 < to ? hex(name[i + 1]) * 16 + hex(name[i + 2]) : -1;
            names.append(code < 0 ? name[i] : (byte) code);
            i += code < 0 ? 0 : 2;
        }
    }

    private static int hex(byte digit) {
        int value = Character.digit(digit, 16);
        return value < 0 ? Short.MIN_VALUE : value;
    }

    /// Goes on with the name by a dot and what stands before the next, without type arguments and
    /// without the marks of a receiver, and adds it.
    ///
    /// @return where the part ends
    private int appendPart(byte[] name, int from, int to) {
        int depth = 0;
        boolean isEmpty = true;
        int i = from;
        for (; i < to && !(depth == 0 && (name[i] == '.' || name[i] == '-')); i++) {
            byte c = name[i];
            depth += c == '[' ? 1 : 0;
            if (depth == 0 && c != '(' && c != '*' && c != ')') {
                if (isEmpty) {
                    names.append((byte) '.');
                }
                names.append(c);
                isEmpty = false;
            }
            depth -= c == ']' && depth > 0 ? 1 : 0;
        }
        if (isEmpty) {
            return to;
        }
        names.add();
        return i;
    }

    private static boolean isPart(byte[] name, int from, int to) {
        for (var word : PARTS) {
            int number = from + word.length;
            if (startsWith(name, from, to, word)
                    && number < to
                    && name[number] >= '0'
                    && name[number] <= '9') {
                return true;
            }
        }
        return false;
    }

    private void append(byte[] bytes) {
        for (byte octet : bytes) {
            names.append(octet);
        }
    }

    private static boolean startsWith(byte[] name, int from, int to, byte[] prefix) {
        if (to - from < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (name[from + i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
