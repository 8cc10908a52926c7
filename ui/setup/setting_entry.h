#pragma once

#include "setting_words.h"

#include <QWidget>

class SettingControl;
class SettingDraft;
class TextLabel;
class Theme;

/// One setting on the screen: what it is called, what changes it, and its default and source.
/// Owned by the list of settings; main thread.
class SettingEntry final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SettingEntry)
public:
    /// @p row is one of Settings::table().
    SettingEntry(const Theme &theme, const SettingRow &row, SettingDraft &draft, QWidget *parent);

    const SettingRow &row() const { return m_row; }
    /// Whether title, help or key contain each word of @p searched.
    bool matches(const QString &searched) const;
    /// Shows the value as the draft has it now, and from where it is: default, file, outside.
    void refresh(Settings::Source source);
    int heightFor(int width) const;
    void place(const QRect &box); ///< In its parent; as high as heightFor() says.
    bool isLocked() const { return m_locked; }
    void focusControl();
    bool textFits() const; ///< At its present size; for tests.

signals:
    void listAsked(const QString &key);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Places;
    Places placesFor(int width) const;
    void showSource(Settings::Source source);

    const Theme &m_theme;
    const SettingRow &m_row;
    SettingDraft &m_draft;
    const bool m_locked;
    TextLabel *m_title;
    TextLabel *m_help;
    SettingControl *m_control;
    TextLabel *m_state; ///< "Changed, not saved".
    TextLabel *m_source;
};
