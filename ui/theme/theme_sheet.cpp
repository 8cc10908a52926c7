#include "colour_rows.h"
#include "theme.h"

#include <QFile>
#include <QPalette>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
template <typename Rows> auto named(const Rows &rows, const QString &name)
{
    return std::find_if(rows.begin(), rows.end(),
                        [&name](const auto &row) { return name == QLatin1StringView(row.name); });
}
}

/// What stands for a token of the style sheet: a colour ("ink2"), pixels of a length ("mm:3.6",
/// "unit:2"), the em of a style ("text:body"), "edge" and "hair" for the lines of keys.
QString Theme::replaced(const QString &token) const
{
    const QString kind = token.section(u':', 0, 0);
    const QString value = token.section(u':', 1);
    if (kind == "mm"_L1)
        return QString::number(qRound(px(value.toDouble())));
    if (kind == "unit"_L1)
        return QString::number(unit(value.toDouble()));
    if (kind == "hair"_L1)
        return QString::number(line());
    if (kind == "text"_L1) {
        const auto *row = named(typeRows, value);
        Q_ASSERT(row != typeRows.end());
        return QString::number(textPx(row->style));
    }
    const auto *row = named(colourRows, token);
    Q_ASSERT_X(row != colourRows.end(), "theme.qss.in", qPrintable(token));
    return color(row->role).name();
}

QString Theme::styleSheet() const
{
    QFile file(u":/bakehouse/theme.qss.in"_s);
    const bool open = file.open(QIODevice::ReadOnly);
    Q_ASSERT(open);
    const QString source = open ? QString::fromUtf8(file.readAll()) : QString();
    static const QRegularExpression pattern(u"@([a-z0-9:.]+)@"_s);
    QString filled;
    qsizetype done = 0;
    for (auto found = pattern.globalMatch(source); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        filled += source.sliced(done, match.capturedStart() - done) + replaced(match.captured(1));
        done = match.capturedEnd();
    }
    return filled + source.sliced(done);
}

QPalette Theme::palette() const
{
    using P = QPalette;
    static constexpr std::array<std::pair<P::ColorRole, Role>, 18> pairs {{
        {P::Window, Role::Bg},
        {P::Base, Role::Surface},
        {P::AlternateBase, Role::Sunk},
        {P::Button, Role::Raised},
        {P::WindowText, Role::Ink},
        {P::Text, Role::Ink},
        {P::ButtonText, Role::Ink},
        {P::PlaceholderText, Role::Ink2},
        {P::Highlight, Role::Accent},
        {P::HighlightedText, Role::OnAccent},
        {P::Mid, Role::Line},
        {P::Dark, Role::Edge},
        {P::Light, Role::Raised},
        {P::Midlight, Role::Surface},
        {P::Link, Role::Info},
        {P::LinkVisited, Role::Info},
        {P::ToolTipBase, Role::Surface},
        {P::ToolTipText, Role::Ink},
    }};
    P palette;
    for (const auto &[of, role] : pairs)
        palette.setColor(of, color(role));
    for (const P::ColorRole of : {P::WindowText, P::Text, P::ButtonText})
        palette.setColor(P::Disabled, of, color(Role::Ink2));
    return palette;
}
