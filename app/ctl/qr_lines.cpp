#include "qr_lines.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int quietModules = 4; // ISO 18004

bool isLight(const QrCode &code, int row, int column)
{
    const bool inside = row >= 0 && column >= 0 && row < code.side && column < code.side;
    return !inside || !code.isDark(row, column);
}

QChar block(bool upperLight, bool lowerLight)
{
    if (upperLight)
        return lowerLight ? u'█' : u'▀';
    return lowerLight ? u'▄' : u' ';
}

} // namespace

QStringList qrLines(const QrCode &code, Paper paper)
{
    const QString whiteOnBlack = u"\x1b[97;40m"_s;
    const QString asBefore = u"\x1b[0m"_s;
    QStringList lines;
    const int end = code.side + quietModules;
    for (int row = -quietModules; row < end; row += 2) {
        QString line;
        for (int column = -quietModules; column < end; ++column)
            line += block(isLight(code, row, column), isLight(code, row + 1, column));
        lines.append(paper == Paper::Terminal ? whiteOnBlack + line + asBefore : line);
    }
    return lines;
}
