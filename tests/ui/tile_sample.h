#pragma once

#include "badge.h"
#include "face.h"
#include "name_layout.h"
#include "theme.h"

#include <QWidget>

/// A tile as the grid's delegate will paint it, to see face, name and badges together.
class TileSample final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TileSample)
public:
    struct Look {
        QString name;
        QString price;
        CategoryKey category = CategoryKey::Pastry;
        QString icon;
        Press press = Press::Up;
        bool focused = false;
        bool soldOut = false;
        QString pill;
        QList<Badge> badges;
    };
    TileSample(const Theme &theme, Look look, QWidget *parent)
        : QWidget(parent)
        , m_theme(theme)
        , m_look(std::move(look))
    {
        const QSize tile = theme.frame() == FrameClass::Wide ? QSize(192, 144) : QSize(128, 120);
        setFixedSize(tile + QSize(2 * focusRoom, 2 * focusRoom));
    }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    Look m_look;
};
