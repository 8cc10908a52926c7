#pragma once

#include "counter_frame.h"
#include "key_table.h"

#include <QFont>
#include <QRectF>
#include <QWidget>

#include <vector>

class Theme;

/// All keys of the counter over the whole window, made from the one table of keys. Any key or tap
/// closes it. The text of the page steps down until all of it is seen. Owned by the counter window;
/// main thread.
class HelpOverlay final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HelpOverlay)
public:
    HelpOverlay(const Theme &theme, QWidget *parent);

    void setFrame(const CounterFrame &frame);
    bool textFits() const { return m_fits; }
    /// Everything that stands on the page, as text.
    QStringList shownRows() const;

signals:
    void backAsked();

protected:
    bool event(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    /// A heading or a row, where it stands.
    struct Placed {
        QString keys; ///< Empty: a heading.
        QString words;
        QRectF box;
    };
    void build();
    void arrange();
    /// False where it would not all be seen with text of @p px.
    bool tryArrange(int px);
    qreal keysWidth(const QFont &font) const;
    void paintRow(QPainter &painter, const Placed &row) const;

    const Theme &m_theme;
    std::vector<CounterKey> m_keys; ///< The listed ones.
    std::vector<Placed> m_rows;
    QFont m_font;
    qreal m_keysWidth = 0;
    bool m_fits = true;
};
