#include "problem_list.h"

#include "theme.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

ProblemList::ProblemList(const Theme &theme, QWidget *parent)
    : QListView(parent)
    , m_theme(theme)
{
    setObjectName(u"problemList"_s);
    setAccessibleName(tr("Lines to correct"));
    setModel(&m_model);
    setEditTriggers(NoEditTriggers);
    setSelectionMode(NoSelection);
    setWordWrap(true);
    setResizeMode(Adjust);
    setVerticalScrollMode(ScrollPerPixel);
    hide();
    connect(&theme, &Theme::changed, this, [this] { dress(); });
    dress();
}

void ProblemList::dress()
{
    setFont(m_theme.font(Style::Body));
    setSpacing(m_theme.unit(1));
}

void ProblemList::setProblems(const QString &lines)
{
    static const QRegularExpression number(u"^line (\\d+): (.*)$"_s);
    QStringList shown;
    for (const QString &line : lines.split(u'\n', Qt::SkipEmptyParts)) {
        const QRegularExpressionMatch match = number.match(line);
        shown.append(match.hasMatch() ? tr("Line %1: %2").arg(match.captured(1), match.captured(2))
                                      : line);
    }
    m_model.setStringList(shown);
    setVisible(!shown.isEmpty());
}
