#pragma once

#include <QWidget>

class TextLabel;
class Theme;

/// Where one is in a short row of pages: "1 Shop  2 VAT and receipt  3 Goods". Owned by its parent,
/// main thread.
class StepRow final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StepRow)
public:
    StepRow(const Theme &theme, const QStringList &names, QWidget *parent);

    void setStep(int step); ///< Beyond the last: all are done.
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    qreal circle() const;

    const Theme &m_theme;
    QStringList m_names;
    int m_step = 0;
};
