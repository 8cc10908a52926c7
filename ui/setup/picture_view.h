#pragma once

#include <QPixmap>
#include <QWidget>

class Theme;

/// The picture of a good as the customers' page shows it, or an empty frame. Owned by its parent;
/// main thread.
class PictureView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PictureView)
public:
    PictureView(const Theme &theme, QWidget *parent);

    void setPicture(const QPixmap &picture); ///< Null: none.
    bool hasPicture() const { return !m_picture.isNull(); }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QPixmap m_picture;
};
