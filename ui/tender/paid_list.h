#pragma once

#include "name_layout.h"
#include "theme.h"

#include <QWidget>

#include <vector>

class KeyButton;

/// What was paid so far, each with a key that takes it back, and what is still to pay: at most a
/// handful of rows. Owned by the tender sheet; main thread.
class PaidList final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PaidList)
public:
    /// One row.
    struct Row {
        enum class Kind { Part, Note, Rest };
        Kind kind = Kind::Part;
        QString icon;
        QString words;
        QString figure;
    };

    PaidList(const Theme &theme, QWidget *parent);

    void showRows(std::vector<Row> rows);
    /// Whether parts may be taken back now.
    void setChangeable(bool changeable);
    int neededHeight() const;
    bool textFits() const;

signals:
    void removed(int part);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void place();
    int wantedRow() const;
    qreal rowHeight() const;
    QRectF rowBox(size_t row) const;
    int removeWidth() const;
    int figureEnd() const;
    NameLayout wordsOf(const Row &row, const QRectF &box) const;
    QRectF wordsBox(size_t row) const;
    QFont fontOf(const Row &row) const;

    const Theme &m_theme;
    std::vector<Row> m_rows;
    std::vector<KeyButton *> m_keys;
};
