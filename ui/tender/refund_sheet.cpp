#include "refund_sheet.h"

#include "change_face.h"
#include "counter.h"
#include "fitted_text.h"
#include "notice_card.h"
#include "refund_delegate.h"
#include "refund_keys.h"
#include "refund_model.h"
#include "refund_reasons.h"
#include "segment.h"
#include "tender_words.h"
#include "text_field.h"
#include "text_label.h"
#include "till.h"
#include "when_done.h"
#include "words.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListView>
#include <QScrollBar>
#include <QScroller>

using namespace Qt::StringLiterals;

// The part of the refund sheet that gives money back; refund_sheet_look.cpp shows it.

namespace {
constexpr int otherReason = 3;
constexpr int longestReason = 100;
}

RefundSheet::RefundSheet(const Theme &theme, Counter &counter, QWidget *parent, MonotonicMs clock)
    : Sheet(theme, parent, clock)
    , m_counter(counter)
    , m_clock(std::move(clock))
    , m_model(new RefundModel(this))
    , m_delegate(new RefundDelegate(theme, *m_model, this))
    , m_page(new QWidget(this))
    , m_list(new QListView(m_page))
    , m_keys(new RefundKeys(theme, m_list->viewport()))
    , m_all(new KeyButton(theme, tr("Everything"), u"check"_s, this))
    , m_reasons(new RefundReasons(theme, tr("Reason"), m_page))
    , m_other(new TextField(theme, tr("What reason"), TextField::LabelPlace::Hidden, m_page))
    , m_methods(new Segment(theme, tr("Way to pay back"), m_page))
    , m_reasonLabel(new TextLabel(theme, Style::Body, tr("Reason"), m_page))
    , m_methodLabel(new TextLabel(theme, Style::Body, tr("Pay back by"), m_page))
    , m_hint(new FittedText(theme, Style::Body, FittedText::Lines::Many, m_page))
    , m_notice(new NoticeCard(theme, m_page))
    , m_sum(new FittedText(theme, Style::SumKey, FittedText::Lines::One, m_page))
    , m_rounding(new FittedText(theme, Style::Body, FittedText::Lines::One, m_page))
    , m_pay(&setMainKey(tr("Pay back"), u"undo"_s, KeyButton::Kind::Pay))
    , m_done(new ChangeFace(theme, this))
{
    setObjectName(u"refundSheet"_s);
    setBackWords(tr("Back"));
    setFocusPolicy(Qt::StrongFocus);
    build();
    connectParts();
    connect(&theme, &Theme::changed, this, [this] { dress(); });
    dress();
}

void RefundSheet::build()
{
    m_list->setObjectName(u"refundList"_s);
    m_all->setObjectName(u"refundEverythingKey"_s);
    m_reasons->setObjectName(u"reasonChoice"_s);
    m_other->setObjectName(u"otherReasonField"_s);
    m_methods->setObjectName(u"refundMethodSegment"_s);
    m_pay->setObjectName(u"payBackKey"_s);
    m_sum->setObjectName(u"refundSum"_s);
    m_hint->setObjectName(u"refundHint"_s);
    m_done->setObjectName(u"refundDoneFace"_s);
    backKey().setObjectName(u"refundBackKey"_s);
    m_reasons->setReasons({tr("Wrong item"), tr("Not fresh"), tr("Changed mind"), tr("Other")});
    m_methods->setWords({{.text = TenderWords::method(TenderMethod::Cash), .icon = u"cash"_s},
                         {.text = TenderWords::method(TenderMethod::Card), .icon = u"card"_s}});
    m_other->edit().setMaxLength(longestReason);
    for (TextLabel *label : {m_reasonLabel, m_methodLabel}) {
        label->setLook(Style::Body, Weight::Bold);
        label->setRole(Role::Ink2);
    }
    m_hint->setRole(Role::Ink2);
    m_hint->setIconName(u"info"_s);
    m_rounding->setRole(Role::Ink2);
    m_pay->setTextStyle(Style::LineSum, Weight::Black);
    setTitleSide(m_all);
    auto *columns = new QHBoxLayout(m_page);
    columns->setContentsMargins({});
    columns->addWidget(buildLeft(), 11);
    columns->addWidget(buildRight(), 9);
    setContent(m_page);
    m_done->hide();
}

QWidget *RefundSheet::buildLeft()
{
    m_list->setModel(m_model);
    m_list->setItemDelegate(m_delegate);
    m_list->setAccessibleName(tr("Lines of the receipt"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    QScroller::grabGesture(m_list->viewport(), QScroller::TouchGesture);
    m_keys->hide();
    return m_list;
}

QWidget *RefundSheet::buildRight()
{
    auto *right = new QWidget(m_page);
    right->setObjectName(u"refundRight"_s);
    auto *column = new QVBoxLayout(right);
    column->setContentsMargins({});
    column->addWidget(m_reasonLabel);
    column->addWidget(m_reasons);
    column->addWidget(m_other);
    column->addWidget(m_methodLabel);
    column->addWidget(m_methods);
    column->addStretch(1);
    column->addWidget(m_notice);
    column->addWidget(m_hint);
    column->addWidget(m_rounding);
    column->addWidget(m_sum);
    return right;
}

void RefundSheet::connectParts()
{
    connect(m_list, &QListView::clicked, this,
            [this](const QModelIndex &row) { tapRow(row.row()); });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &current) {
                m_delegate->setChosen(current.row());
                m_list->doItemsLayout();
                refresh();
            });
    connect(m_list->verticalScrollBar(), &QScrollBar::valueChanged, this, [this] { placeKeys(); });
    connect(m_keys, &RefundKeys::stepped, this, &RefundSheet::stepChosen);
    connect(m_keys, &RefundKeys::allAsked, this, [this] {
        const auto line = size_t(m_list->currentIndex().row());
        m_draft.choose(line, m_draft.left(line));
        refresh();
    });
    connect(m_all, &KeyButton::clicked, this, [this] {
        m_draft.chooseAll();
        refresh();
    });
    connect(m_reasons, &RefundReasons::chosen, this, [this](int reason) {
        refresh();
        if (reason == otherReason)
            m_other->edit().setFocus(Qt::OtherFocusReason);
    });
    connect(m_methods, &Segment::chosen, this, [this] { refresh(); });
    connect(m_notice, &NoticeCard::keyTapped, this, [this] { begin(m_original); });
    connect(m_pay, &KeyButton::clicked, this, &RefundSheet::pay);
    connect(m_done, &ChangeFace::tapped, this, &RefundSheet::end);
}

void RefundSheet::setFrame(const CounterFrame &frame)
{
    m_frame = frame;
    setPadding(frame.sheetPad);
    m_delegate->setLeastHeight(frame.line);
    dress();
}

void RefundSheet::setFigures(const Figures &figures)
{
    m_figures = figures;
    refresh();
}

void RefundSheet::setUnits(std::function<SaleUnit(qint64)> unitOf)
{
    m_unitOf = std::move(unitOf);
    refresh();
}

void RefundSheet::begin(const Receipt &original)
{
    m_original = original;
    m_draft = RefundDraft(original);
    m_done->hide();
    m_notice->say({});
    m_reasons->setReasons({tr("Wrong item"), tr("Not fresh"), tr("Changed mind"), tr("Other")});
    m_other->setText({});
    m_methods->choose(m_draft.suggestedMethod() == TenderMethod::Card ? 1 : 0);
    m_list->setCurrentIndex({});
    setTitle(tr("Refund of %1").arg(TenderWords::receiptNumber(original)));
    refresh();
    whenDone(m_counter.till().leftToRefund(original), this,
             [this, asked = ++m_asked](const Result<std::vector<Quantity>> &left) {
                 if (asked == m_asked)
                     leftArrived(left);
             });
}

void RefundSheet::leftArrived(const Result<std::vector<Quantity>> &left)
{
    if (left)
        m_draft = RefundDraft(m_original, *left);
    else
        m_notice->say(errorSentence(left.error()), tr("Try again"));
    refresh();
    if (left && m_draft.nothingLeft())
        m_notice->say(tr("All of this receipt was given back."));
}

/// The first tap on a line takes all that is left of it; its keys change that.
void RefundSheet::tapRow(int row)
{
    const auto line = size_t(row);
    if (m_draft.chosen(line) == Quantity())
        m_draft.choose(line, m_draft.left(line));
    refresh();
}

void RefundSheet::stepChosen(int by)
{
    const int row = m_list->currentIndex().row();
    if (row < 0)
        return;
    m_draft.step(size_t(row), by, unitOf(m_original.lines[size_t(row)]));
    refresh();
}

TenderMethod RefundSheet::method() const
{
    return m_methods->chosenWord() == 1 ? TenderMethod::Card : TenderMethod::Cash;
}

/// Empty: none is chosen.
QString RefundSheet::reason() const
{
    const int chosen = m_reasons->chosenReason();
    if (chosen < 0)
        return {};
    const QString typed = chosen == otherReason ? m_other->text().trimmed() : QString();
    return typed.isEmpty() ? m_reasons->word(chosen)->text() : typed;
}

void RefundSheet::pay()
{
    if (m_paying || m_draft.empty() || reason().isEmpty())
        return;
    m_paying = true;
    m_pay->setWaiting(true);
    m_notice->say({});
    const int clerk = m_counter.slotList()[size_t(m_counter.activeSlot())].clerk;
    whenDone(m_counter.till().refund(m_original, m_draft.wanted(reason()), method(), clerk), this,
             [this](const Result<Receipt> &refund) { paid(refund); });
}

void RefundSheet::paid(const Result<Receipt> &refund)
{
    m_paying = false;
    m_pay->setWaiting(false);
    if (refund) {
        showDone(*refund);
        emit refunded(refund->uuid);
        return;
    }
    // Looking again says what is left: a refund that was kept after all is not given twice.
    const bool known = refund.error().code == Error::Code::Unavailable;
    m_notice->say(errorSentence(refund.error()), known ? QString() : tr("Look again"));
    refresh();
}

/// Enter takes the line it stands on; where that is taken, it pays back.
void RefundSheet::acceptKey()
{
    const int row = m_list->hasFocus() ? m_list->currentIndex().row() : -1;
    if (row >= 0 && m_draft.chosen(size_t(row)) == Quantity())
        tapRow(row);
    else
        pay();
}

/// A double tap on the key that paid is one tap.
void RefundSheet::end()
{
    if (m_clock() - m_doneAt >= deafMs)
        emit doneAsked();
}

void RefundSheet::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!m_done->isHidden())
        end();
    else if (enter)
        acceptKey();
    else if (event->key() == Qt::Key_Plus || event->key() == Qt::Key_Minus)
        stepChosen(event->key() == Qt::Key_Plus ? 1 : -1);
    else
        Sheet::keyPressEvent(event);
}
