#pragma once

#include <QWidget>

class Theme;

/// A fingerprint in pairs of digits, eight or four in a row, each under the one above, so that two
/// people can compare it aloud. Owned by its parent; main thread.
class FingerprintView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FingerprintView)
public:
    FingerprintView(const Theme &theme, QWidget *parent);

    /// @p text is "AB:CD:…".
    void setText(const QString &text);
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    bool textFits() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int columnsFor(int width) const;
    int cellWidth() const;
    int rowHeight() const;

    const Theme &m_theme;
    QStringList m_pairs;
};
