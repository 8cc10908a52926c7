#pragma once

#include <QWidget>

class ChoiceKey;
class QButtonGroup;
class QGridLayout;
class Theme;

/// A grid of keys of which at most one is chosen: percentages, reasons. Owned by its parent, main
/// thread.
class KeyChoice final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyChoice)
public:
    KeyChoice(const Theme &theme, const QStringList &words, int columns, QWidget *parent);

    int chosenKey() const; ///< -1 = none.
    void choose(int key); ///< Without a signal; -1 = none.
    ChoiceKey *key(int index) const { return m_keys.at(index); }

signals:
    void chosen(int key); ///< By the user.

private:
    void dress();

    const Theme &m_theme;
    QGridLayout *m_grid;
    QButtonGroup *m_group;
    QList<ChoiceKey *> m_keys;
};
