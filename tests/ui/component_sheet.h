#pragma once

#include "theme.h"

#include <QWidget>

class QVBoxLayout;
class QHBoxLayout;

/// All parts in all their states on one sheet, to be looked at. Main thread, owned by the test.
class ComponentSheet final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ComponentSheet)
public:
    explicit ComponentSheet(const Theme &theme);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void addTiles();
    void addKeys();
    void addTopBar();
    void addRailAndKeypad();
    void addFields();
    void addBadges();
    void addBanners();
    void addTable();
    QHBoxLayout *addRow(const QString &title);
    void put(QHBoxLayout *row, QWidget *widget, const QString &caption);

    const Theme &m_theme;
    QVBoxLayout *m_column;
};
