#include "setting_entry.h"

#include "choice_model.h"
#include "label_fit.h"
#include "setting_control.h"
#include "setting_draft.h"
#include "text_label.h"
#include "theme.h"

#include <QPainter>
#include <QStyle>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

/// Height of a part in a width; nothing for one that is not shown.
int heightOf(const QWidget *part, int width)
{
    if (part->isHidden())
        return 0;
    return part->hasHeightForWidth() ? part->heightForWidth(width) : part->sizeHint().height();
}

/// Two labels, one under the other.
struct Pair {
    QWidget *upper;
    QWidget *lower;
    int gap;

    int height(int width) const { return upperHeight(width) + heightOf(lower, width); }
    int upperHeight(int width) const
    {
        const int upperOnly = heightOf(upper, width);
        return upperOnly > 0 && !lower->isHidden() ? upperOnly + gap : upperOnly;
    }
    void place(const QRect &box) const
    {
        const int first = upperHeight(box.width());
        upper->setGeometry(box.x(), box.y(), box.width(), first);
        lower->setGeometry(box.x(), box.y() + first, box.width(), box.height() - first);
    }
};

int pairGap(const Theme &theme)
{
    return theme.unit(0.75);
}

QRect centred(const QRect &row, int x, int width, int height)
{
    return {x, row.y() + (row.height() - height) / 2, width, height};
}

} // namespace

/// Where the three parts stand in a row.
struct SettingEntry::Places {
    QRect words;
    QRect control;
    QRect source;
    int height = 0;
};

SettingEntry::SettingEntry(const Theme &theme, const SettingRow &row, SettingDraft &draft,
                           QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_row(row)
    , m_draft(draft)
    , m_locked(draft.isLocked(row.key))
    , m_title(new TextLabel(theme, Style::Line, settingWords(row.key).title, this))
    , m_help(new TextLabel(theme, Style::Caption, settingWords(row.key).help, this))
    , m_control(m_locked ? makeLockedControl(theme, row, this)
                         : makeSettingControl(theme, row, this))
    , m_state(new TextLabel(theme, Style::Caption, tr("Changed, not saved"), this))
    , m_source(new TextLabel(theme, Style::Caption, {}, this))
{
    setObjectName(row.key + u"Entry"_s);
    m_title->setLook(Style::Line, Weight::Bold);
    m_state->setLook(Style::Caption, Weight::Bold);
    m_state->setRole(Role::Accent);
    m_help->setRole(Role::Ink2);
    m_source->setRole(Role::Ink2);
    for (TextLabel *label : {m_title, m_help, m_state, m_source})
        label->setWordWrap(true);
    m_help->setVisible(!m_help->text().isEmpty());
    connect(m_control, &SettingControl::edited, this,
            [this](const QString &value) { m_draft.change(m_row.key, value); });
    connect(m_control, &SettingControl::listAsked, this, [this] { emit listAsked(m_row.key); });
}

bool SettingEntry::matches(const QString &searched) const
{
    return containsWords(m_title->text() + u' ' + m_help->text() + u' ' + m_row.key, searched);
}

void SettingEntry::refresh(Settings::Source source)
{
    m_control->setValue(m_draft.text(m_row.key));
    m_control->setError(m_draft.isWrong(m_row.key) ? settingExample(m_row) : QString());
    showSource(source);
}

void SettingEntry::showSource(Settings::Source source)
{
    const bool changed = m_draft.isChanged(m_row.key);
    m_state->setVisible(changed);
    const QString unit = settingWords(m_row.key).unit;
    const QString standard = shownValue(m_row, m_row.standard);
    QStringList lines {tr("Default %1").arg(unit.isEmpty() ? standard : standard + u' ' + unit)};
    if (!changed)
        lines.append(tr("From: %1").arg(sourceWords(source)));
    if (!m_row.live && !m_locked)
        lines.append(tr("From the next start"));
    m_source->setText(lines.join(u'\n'));
}

SettingEntry::Places SettingEntry::placesFor(int width) const
{
    const int gap = m_theme.unit(6.5);
    const int pad = m_theme.unit(2.5);
    const int label = qRound(m_theme.px(76));
    const int control = qRound(m_theme.px(91));
    const int rest = width - label - control - 2 * gap;
    const Pair words {m_title, m_help, pairGap(m_theme)};
    const Pair source {m_state, m_source, pairGap(m_theme)};
    const bool columns =
        m_theme.settings().textPercent <= 125 && rest >= qRound(m_theme.px(38)); // Large text.
    Places places;
    if (columns) {
        const int inner = std::max({words.height(label), heightOf(m_control, control),
                                    source.height(rest), qRound(m_theme.px(17.2)) - 2 * pad});
        places.height = inner + 2 * pad;
        const QRect row(0, pad, width, inner);
        places.words = centred(row, 0, label, words.height(label));
        places.control = centred(row, label + gap, control, heightOf(m_control, control));
        places.source = centred(row, width - rest, rest, source.height(rest));
        return places;
    }
    const int below = m_theme.unit(2);
    const int wide = std::min(width, control * m_theme.settings().textPercent / 100);
    places.words = {0, pad, width, words.height(width)};
    places.control = {0, places.words.y() + places.words.height() + below, wide,
                      heightOf(m_control, wide)};
    places.source = {0, places.control.y() + places.control.height() + below, width,
                     source.height(width)};
    places.height = places.source.y() + places.source.height() + pad;
    return places;
}

int SettingEntry::heightFor(int width) const
{
    return placesFor(width).height + m_theme.line();
}

void SettingEntry::place(const QRect &box)
{
    setGeometry(box);
    const Places places = placesFor(width());
    const auto mirrored = [this](const QRect &part) {
        return QStyle::visualRect(layoutDirection(), rect(), part);
    };
    Pair {m_title, m_help, pairGap(m_theme)}.place(mirrored(places.words));
    Pair {m_state, m_source, pairGap(m_theme)}.place(mirrored(places.source));
    m_control->setGeometry(mirrored(places.control));
}

void SettingEntry::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const int line = m_theme.line();
    painter.fillRect(0, height() - line, width(), line, m_theme.color(Role::Line));
}

void SettingEntry::focusControl()
{
    m_control->setFocus(Qt::OtherFocusReason);
}

bool SettingEntry::textFits() const
{
    return m_control->textFits() && labelFits(*m_title) && labelFits(*m_help) && labelFits(*m_state)
        && labelFits(*m_source);
}
