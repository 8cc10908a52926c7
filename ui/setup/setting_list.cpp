#include "setting_list.h"

#include "backup_panel.h"
#include "certificate_panel.h"
#include "label_fit.h"
#include "poster_panel.h"
#include "setting_draft.h"
#include "setting_entry.h"
#include "settings_book.h"
#include "text_label.h"
#include "theme.h"

#include <QScrollBar>
#include <QScroller>

#include <algorithm>

using namespace Qt::StringLiterals;

SettingList::SettingList(const Theme &theme, const SettingsBook &book, SettingDraft &draft,
                         QWidget *parent)
    : QScrollArea(parent)
    , m_theme(theme)
    , m_book(book)
    , m_draft(draft)
    , m_page(new QWidget)
    , m_certificate(new CertificatePanel(theme, m_page))
    , m_backup(new BackupPanel(theme, m_page))
    , m_poster(new PosterPanel(theme, m_page))
{
    setObjectName(u"settingList"_s);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setWidget(m_page);
    build();
    QScroller::grabGesture(viewport(), QScroller::TouchGesture);
    connect(&draft, &SettingDraft::changed, this, [this](const QStringList &keys) {
        refresh(keys);
        arrange();
    });
    connect(&theme, &Theme::changed, this, [this] { arrange(); });
    connect(m_poster, &PosterPanel::heightChanged, this, [this] { arrange(); });
}

void SettingList::build()
{
    for (const SettingGroup &group : settingGroups()) {
        auto *heading = new TextLabel(m_theme, Style::Body, group.title, m_page);
        heading->setLook(Style::Body, Weight::Bold);
        heading->setRole(Role::Accent);
        heading->hide();
        m_headings.append({group, heading});
        for (const SettingRow &row : Settings::table()) {
            if (row.group != group.name)
                continue;
            auto *entry = new SettingEntry(m_theme, row, m_draft, m_page);
            entry->hide();
            connect(entry, &SettingEntry::listAsked, this, &SettingList::listAsked);
            m_entries.append(entry);
            refresh({row.key});
        }
    }
}

void SettingList::refresh(const QStringList &keys)
{
    for (const QString &key : keys) {
        if (SettingEntry *found = entry(key))
            found->refresh(m_book.settings().source(key));
    }
}

SettingEntry *SettingList::entry(const QString &key) const
{
    const auto found = std::ranges::find_if(
        m_entries, [&key](const SettingEntry *entry) { return entry->row().key == key; });
    return found == m_entries.end() ? nullptr : *found;
}

void SettingList::showGroup(const QString &group)
{
    QList<SettingEntry *> entries = m_entries;
    entries.removeIf([&group](const SettingEntry *entry) { return entry->row().group != group; });
    m_certificate->setVisible(group == "api"_L1);
    m_backup->setVisible(group == "database"_L1);
    m_poster->setVisible(group == "orders"_L1);
    showOnly(entries, false);
}

int SettingList::find(const QString &searched)
{
    QList<SettingEntry *> entries = m_entries;
    entries.removeIf([&searched](const SettingEntry *entry) { return !entry->matches(searched); });
    m_certificate->hide();
    m_backup->hide();
    m_poster->hide();
    showOnly(entries, true);
    return int(entries.size());
}

void SettingList::showOnly(const QList<SettingEntry *> &entries, bool headings)
{
    for (SettingEntry *entry : std::as_const(m_entries))
        entry->setVisible(entries.contains(entry));
    for (const auto &[group, heading] : std::as_const(m_headings)) {
        const bool any = std::ranges::any_of(entries, [&name = group.name](const auto *entry) {
            return entry->row().group == name;
        });
        heading->setVisible(headings && any);
    }
    verticalScrollBar()->setValue(0);
    arrange();
}

void SettingList::arrange()
{
    const int left = m_theme.unit(2); // The ring of a field needs room.
    const int width = viewport()->width() - 2 * left;
    int y = 0;
    if (!m_certificate->isHidden()) {
        const int height = m_certificate->heightFor(width);
        m_certificate->place({left, y, width, height});
        y += height + m_theme.unit(2);
    }
    if (!m_backup->isHidden()) {
        const int height = m_backup->heightFor(width);
        m_backup->place({left, y, width, height});
        y += height + m_theme.unit(2);
    }
    if (!m_poster->isHidden()) {
        const int height = m_poster->heightFor(width);
        m_poster->place({left, y, width, height});
        y += height + m_theme.unit(2);
    }
    for (const auto &[group, heading] : std::as_const(m_headings)) {
        if (!heading->isHidden()) {
            const int height = heading->sizeHint().height() + m_theme.unit(5);
            heading->setGeometry(left, y, width, height);
            y += height;
        }
        for (SettingEntry *entry : std::as_const(m_entries)) {
            if (entry->row().group != group.name || entry->isHidden())
                continue;
            const int height = entry->heightFor(width);
            entry->place({left, y, width, height});
            y += height;
        }
    }
    m_page->resize(viewport()->width(), y + m_theme.unit(2));
}

void SettingList::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    arrange();
}

void SettingList::reveal(const QString &key)
{
    SettingEntry *found = entry(key);
    if (!found)
        return;
    ensureWidgetVisible(found);
    found->focusControl();
}

bool SettingList::textFits() const
{
    return m_certificate->textFits() && m_backup->textFits() && m_poster->textFits()
        && std::ranges::all_of(m_entries, [](const SettingEntry *entry) {
               return entry->isHidden() || entry->textFits();
           });
}
