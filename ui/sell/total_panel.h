#pragma once

#include "figures.h"
#include "theme.h"

#include <QWidget>

#include <vector>

/// The slate panel with the sum: small rows above (VAT, discount, what is paid), then word and
/// figure. The figure steps down to fit and is never cut. Owned by the basket panel; main thread.
class TotalPanel final : public QWidget
{
    Q_OBJECT
public:
    struct Row {
        QString words;
        QString figure;
        bool operator==(const Row &) const = default;
    };
    /// What it shows.
    struct Content {
        std::vector<Row> rows;
        QString words; ///< "Total", "To pay".
        QString figure;
        QString sign;
        bool signBefore = true;
        bool quiet = false; ///< Nothing to pay yet.
        bool operator==(const Content &) const = default;
    };

    explicit TotalPanel(const Theme &theme, QWidget *parent = nullptr);

    void show(Content content);
    const Content &content() const { return m_content; }
    /// In pixels at the present width.
    int neededHeight() const;
    int figurePx() const { return m_figurePx; } ///< The em; for tests.

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();
    qreal side() const;
    int rowHeight() const;

    const Theme &m_theme;
    Content m_content;
    int m_figurePx = 0;
};
