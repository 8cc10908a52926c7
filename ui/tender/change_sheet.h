#pragma once

#include "change_face.h"
#include "counter_frame.h"
#include "figures.h"
#include "receipt.h"
#include "sheet.h"

class FittedText;

/// What a finished sale leaves on the screen: the change, until the next tap. Nothing is printed
/// unless it is asked for. Owned by the counter window; main thread.
class ChangeSheet final : public Sheet
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChangeSheet)
public:
    ChangeSheet(const Theme &theme, QWidget *parent, MonotonicMs clock = steadyMs());

    void setFrame(const CounterFrame &frame);
    void setFigures(const Figures &figures);
    void showSale(const Receipt &receipt);
    const ChangeFace &face() const { return *m_face; }
    bool textFits() const;

signals:
    void receiptAsked(const QUuid &receipt);
    void doneAsked(); ///< None, or a tap on the sheet.

protected:
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    ChangeFace::Content contentOf(const Receipt &receipt) const;
    QString headline(const Receipt &receipt) const;
    void place();

    CounterFrame m_frame;
    Figures m_figures;
    Receipt m_receipt;
    int m_stripTop = 0;
    ChangeFace *m_face;
    FittedText *m_question;
    KeyButton *m_show;
    KeyButton *m_none;
};
