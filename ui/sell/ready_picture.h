#pragma once

#include "theme.h"

#include <QWidget>

class TextLabel;

/// What stands in an empty basket: a bag and two short lines. Owned by the basket panel; main
/// thread.
class ReadyPicture final : public QWidget
{
    Q_OBJECT
public:
    explicit ReadyPicture(const Theme &theme, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
};
