#pragma once

#include "backup_board.h"

#include <QWidget>

class TextLabel;
class Theme;

/// How backups stand: where they go, when the newest was made and whether restoring it has been
/// tried; or that none are made, or why not. Stands above the settings of the database. Owned by
/// the list of settings; main thread.
class BackupPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BackupPanel)
public:
    BackupPanel(const Theme &theme, QWidget *parent);

    void show(const BackupReport &report);
    int heightFor(int width) const;
    void place(const QRect &box); ///< In its parent; as high as heightFor() says.
    bool textFits() const; ///< At its present size; for tests.

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<TextLabel *> lines() const;
    void showDrill(const BackupReport &report);

    const Theme &m_theme;
    TextLabel *m_title;
    TextLabel *m_sentence;
    TextLabel *m_beside;
    TextLabel *m_drill;
    TextLabel *m_secrecy;
};
