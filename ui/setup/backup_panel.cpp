#include "backup_panel.h"

#include "label_fit.h"
#include "text_label.h"
#include "theme.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

int heightOf(const QWidget *part, int width)
{
    return part->hasHeightForWidth() ? part->heightForWidth(width) : part->sizeHint().height();
}

QString timeWords(const QDateTime &time)
{
    return QLocale().toString(time.toLocalTime(), QLocale::ShortFormat);
}

} // namespace

BackupPanel::BackupPanel(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_title(new TextLabel(theme, Style::LineSum, {}, this))
    , m_sentence(new TextLabel(theme, Style::Body, {}, this))
    , m_beside(new TextLabel(theme, Style::Body,
                             tr("The folder lies on the disk of the shop: what takes the disk "
                                "takes both."),
                             this))
    , m_drill(new TextLabel(theme, Style::Body, {}, this))
    , m_secrecy(new TextLabel(theme, Style::Caption, {}, this))
{
    setObjectName(u"backupPanel"_s);
    m_title->setObjectName(u"backupTitle"_s);
    m_sentence->setObjectName(u"backupSentence"_s);
    m_beside->setObjectName(u"backupBeside"_s);
    m_beside->setRole(Role::Danger);
    m_drill->setObjectName(u"backupDrill"_s);
    m_secrecy->setObjectName(u"backupSecrecy"_s);
    m_secrecy->setRole(Role::Ink2);
    for (TextLabel *label : lines())
        label->setWordWrap(true);
    show({});
}

QList<TextLabel *> BackupPanel::lines() const
{
    return {m_title, m_sentence, m_beside, m_drill, m_secrecy};
}

void BackupPanel::show(const BackupReport &report)
{
    const bool wanted = !report.folder.isEmpty();
    const bool failed = wanted && report.failedAt;
    m_title->setText(failed       ? tr("The last backup failed")
                         : wanted ? tr("Backups are made")
                                  : tr("No backups are made"));
    m_title->setRole(wanted && !failed ? Role::Ok : Role::Danger);
    if (!wanted)
        m_sentence->setText(
            tr("What the disk takes with it is gone. Name a folder on another disk."));
    else if (failed)
        //: %1 is a folder.
        m_sentence->setText(
            tr("Nothing could be written to %1. Is the drive there, and has it room?")
                .arg(report.folder));
    else if (report.madeAt)
        //: %1 is a time, %2 a folder, %3 how many backups are there.
        m_sentence->setText(
            tr("The newest is of %1 and was read back. In %2: %3")
                .arg(timeWords(*report.madeAt), report.folder, QLocale().toString(report.kept)));
    else
        m_sentence->setText(tr("The first one is made soon."));
    m_beside->setVisible(wanted && report.besideData);
    showDrill(report);
    m_secrecy->setVisible(wanted && report.madeAt);
    m_secrecy->setText(report.encrypted
                           ? tr("It is encrypted.")
                           : tr("It is not encrypted: whoever has the file can read it."));
    setAccessibleName(m_title->text());
    setAccessibleDescription(m_sentence->text());
}

void BackupPanel::showDrill(const BackupReport &report)
{
    m_drill->setVisible(!report.folder.isEmpty() && report.madeAt);
    m_drill->setRole(report.drilledAt && !report.drillClean ? Role::Danger : Role::Ink);
    if (!report.drilledAt)
        m_drill->setText(tr("None has been restored on trial yet."));
    else if (report.drillClean)
        m_drill->setText(
            tr("Restored on trial on %1: everything was there.").arg(timeWords(*report.drilledAt)));
    else
        //: %1 is a time, %2 what was found, in English.
        m_drill->setText(tr("Restored on trial on %1, and something was wrong: %2")
                             .arg(timeWords(*report.drilledAt), report.drillWords));
}

int BackupPanel::heightFor(int width) const
{
    const int inner = width - 2 * m_theme.unit(5);
    int height = 2 * m_theme.unit(5) - m_theme.unit(1.5);
    for (const TextLabel *line : lines()) {
        if (!line->isHidden())
            height += heightOf(line, inner) + m_theme.unit(1.5);
    }
    return height;
}

void BackupPanel::place(const QRect &box)
{
    setGeometry(box);
    const int pad = m_theme.unit(5);
    const int inner = width() - 2 * pad;
    int y = pad;
    for (TextLabel *line : lines()) {
        if (line->isHidden())
            continue;
        const int height = heightOf(line, inner);
        line->setGeometry(pad, y, inner, height);
        y += height + m_theme.unit(1.5);
    }
}

bool BackupPanel::textFits() const
{
    return isHidden()
        || std::ranges::all_of(lines(), [](const TextLabel *label) { return labelFits(*label); });
}

void BackupPanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal line = m_theme.line();
    painter.setPen(QPen(m_theme.color(Role::Line), line));
    painter.setBrush(m_theme.color(Role::Surface));
    const QRectF box = QRectF(rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2);
    painter.drawRoundedRect(box, m_theme.radius(), m_theme.radius());
}
