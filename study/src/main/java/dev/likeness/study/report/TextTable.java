package dev.likeness.study.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A Markdown table with aligned columns. */
final class TextTable {
    private final List<List<String>> rows = new ArrayList<>();
    private final boolean[] rightAligned;

    /** @param headings one for each column; a column whose heading ends in {@code >} is right-aligned */
    TextTable(List<String> headings) {
        rightAligned = new boolean[headings.size()];
        List<String> names = new ArrayList<>();
        for (int i = 0; i < rightAligned.length; i++) {
            String heading = headings.get(i);
            rightAligned[i] = heading.endsWith(">");
            names.add(rightAligned[i] ? heading.substring(0, heading.length() - 1) : heading);
        }
        row(names);
    }

    void row(List<String> cells) {
        // An unescaped bar ends the cell, a line feed the row.
        rows.add(cells.stream()
                .map(cell -> cell.replace("|", "\\|").replaceAll("\\s+", " "))
                .toList());
    }

    @Override
    public String toString() {
        int[] widths = new int[rightAligned.length];
        Arrays.fill(widths, 3);
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        StringBuilder text = new StringBuilder();
        line(text, rows.get(0), widths);
        for (int i = 0; i < widths.length; i++) {
            text.append(i == 0 ? "| " : " | ");
            text.append("-".repeat(widths[i] - 1)).append(rightAligned[i] ? ':' : '-');
        }
        text.append(" |\n");
        rows.stream().skip(1).forEach(row -> line(text, row, widths));
        return text.toString();
    }

    private void line(StringBuilder text, List<String> row, int[] widths) {
        for (int i = 0; i < widths.length; i++) {
            String space = " ".repeat(widths[i] - width(row.get(i)));
            text.append(i == 0 ? "| " : " | ");
            text.append(rightAligned[i] ? space + row.get(i) : row.get(i) + space);
        }
        text.append(" |\n");
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
