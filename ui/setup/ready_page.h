#pragma once

#include <QWidget>

class QGridLayout;
class Theme;
struct FirstRunChoice;

/// The end of the first run: what was set. Owned by the first run screen; main thread.
class ReadyPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReadyPage)
public:
    ReadyPage(const Theme &theme, QWidget *parent);

    /// @p goods in the shop's own file; 0: the samples. The rates are those of @p day.
    void show(const FirstRunChoice &choice, int goods, QDate day);
    bool textFits() const;

private:
    void addRow(const QString &name, const QString &value);
    void dress();

    const Theme &m_theme;
    QGridLayout *m_grid;
};
