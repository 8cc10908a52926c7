#include "wrapped_lines.h"

#include <QTextLayout>

std::vector<NameLayout> wrappedLines(const QString &text, const QFont &font, qreal width)
{
    NameLayout whole = layOutLine(text, font, width);
    if (whole.fits)
        return {whole};
    QTextLayout layout(text, font);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.beginLayout();
    std::vector<NameLayout> lines;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(std::max(1.0, width));
        const QString part = text.mid(line.textStart(), line.textLength());
        lines.push_back(layOutLine(part.trimmed(), font, width));
    }
    layout.endLayout();
    return lines;
}
