#pragma once

#include "basket.h"
#include "entry_sheet.h"

class Counter;
class FigureCard;
class KeyChoice;
class PriceReason;
class Segment;
class TextLabel;

/// A discount on the chosen line or on the whole receipt: how much, why, and what it makes of the
/// sum, before it is given. Takes a discount off too. Owned by the counter window; main thread.
class DiscountSheet final : public EntrySheet
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DiscountSheet)
public:
    DiscountSheet(const Theme &theme, Counter &counter, QWidget *parent,
                  MonotonicMs clock = steadyMs());

    bool textFits() const;

protected:
    void showState() override;
    void take() override;
    void showEvent(QShowEvent *event) override;

private:
    enum class Scope { Line, Receipt };

    void build();
    void begin();
    void beginFigure();
    Scope scope() const;
    bool inPercent() const;
    bool hasDiscount() const;
    /// Nothing while no figure is typed that makes sense.
    std::optional<ReceiptDiscount> asked() const;
    /// The basket as it would be; errors as the till's.
    Result<Basket> discounted(const QString &reason) const;
    void showPreview();
    void remove();

    Counter &m_counter;
    Segment *m_scope;
    TextLabel *m_subject;
    KeyChoice *m_percents;
    PriceReason *m_reasons;
    FigureCard *m_preview;
    TextLabel *m_hint;
    Segment *m_unit;
    KeyButton *m_remove;
    KeyButton *m_give;
};
