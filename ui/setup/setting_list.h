#pragma once

#include "setting_words.h"

#include <QScrollArea>

class BackupPanel;
class CertificatePanel;
class PosterPanel;
class SettingDraft;
class SettingEntry;
class SettingsBook;
class TextLabel;
class Theme;

/// The settings of one group, or those that a search found, one below the other. Owned by the
/// settings screen; main thread.
class SettingList final : public QScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SettingList)
public:
    SettingList(const Theme &theme, const SettingsBook &book, SettingDraft &draft, QWidget *parent);

    void showGroup(const QString &group);
    CertificatePanel &certificatePanel() { return *m_certificate; }
    BackupPanel &backupPanel() { return *m_backup; }
    PosterPanel &posterPanel() { return *m_poster; }
    void arrange(); ///< Anew, after what it shows has changed.
    /// Shows what matches @p searched, under the names of its groups; gives how many.
    int find(const QString &searched);
    SettingEntry *entry(const QString &key) const;
    void reveal(const QString &key); ///< Scrolls to it and puts the cursor there.
    bool textFits() const; ///< What is shown, at its present size; for tests.

signals:
    void listAsked(const QString &key);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void refresh(const QStringList &keys);
    void showOnly(const QList<SettingEntry *> &entries, bool headings);

    const Theme &m_theme;
    const SettingsBook &m_book;
    SettingDraft &m_draft;
    QWidget *m_page;
    CertificatePanel *m_certificate; ///< Above the settings of the network.
    BackupPanel *m_backup; ///< Above those of the database.
    PosterPanel *m_poster; ///< Above those of orders.
    QList<std::pair<SettingGroup, TextLabel *>> m_headings;
    QList<SettingEntry *> m_entries; ///< In the order of the groups.
};
