#include "receipt_sheet.h"

#include "counter.h"
#include "entry_field.h"
#include "keypad.h"
#include "notice_card.h"
#include "receipt_delegate.h"
#include "receipt_list_model.h"
#include "receipt_view.h"
#include "tender_words.h"
#include "text_label.h"
#include "till.h"
#include "when_done.h"
#include "words.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListView>
#include <QScrollArea>
#include <QScrollBar>
#include <QScroller>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype longestNumber = 12;
constexpr qreal paperMm = 84;
constexpr qreal mostPaperShare = 0.585; // of the sheet

bool isNumberLetter(QChar letter)
{
    return letter.isDigit() || letter == u'-';
}
}

ReceiptSheet::ReceiptSheet(const Theme &theme, Counter &counter, QWidget *parent, MonotonicMs clock)
    : Sheet(theme, parent, std::move(clock))
    , m_counter(counter)
    , m_model(new ReceiptListModel(counter.till(), this))
    , m_delegate(new ReceiptDelegate(theme, *m_model, this))
    , m_page(new QWidget(this))
    , m_numberLabel(new TextLabel(theme, Style::Body, tr("Number"), m_page))
    , m_numberField(new EntryField(theme, tr("Number of the receipt"), m_page))
    , m_list(new QListView(m_page))
    , m_pad(new QWidget(m_page))
    , m_keypad(new Keypad(theme, Keypad::Corner::Empty, m_pad))
    , m_find(new KeyButton(theme, tr("Find"), u"search"_s, m_pad))
    , m_toList(new KeyButton(theme, tr("Back to the list"), m_pad))
    , m_notice(new NoticeCard(theme, m_page))
    , m_paper(new QScrollArea(m_page))
    , m_view(new ReceiptView(theme, m_paper))
    , m_refund(&setMainKey(tr("Refund"), u"undo"_s, KeyButton::Kind::Accent))
{
    setObjectName(u"receiptSheet"_s);
    setTitle(tr("Receipts"));
    setBackWords(tr("Back to tiles"));
    setFocusPolicy(Qt::StrongFocus);
    build();
    connectParts();
    connect(&theme, &Theme::changed, this, [this] { dress(); });
    setChoosing(Choosing::FromList);
    showPaper(std::nullopt);
}

void ReceiptSheet::build()
{
    m_numberField->setObjectName(u"receiptNumberField"_s);
    m_list->setObjectName(u"receiptList"_s);
    m_keypad->setObjectName(u"receiptKeypad"_s);
    m_find->setObjectName(u"findReceiptKey"_s);
    m_toList->setObjectName(u"receiptListKey"_s);
    m_refund->setObjectName(u"refundKey"_s);
    m_paper->setObjectName(u"receiptPaper"_s);
    backKey().setObjectName(u"receiptBackKey"_s);
    m_numberLabel->setLook(Style::Body, Weight::Bold);
    m_numberLabel->setRole(Role::Ink2);
    m_list->setModel(m_model);
    m_list->setItemDelegate(m_delegate);
    m_list->setAccessibleName(tr("Last receipts"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setUniformItemSizes(true);
    QScroller::grabGesture(m_list->viewport(), QScroller::TouchGesture);
    m_paper->setWidget(m_view);
    m_paper->setWidgetResizable(true);
    m_paper->setFrameShape(QFrame::NoFrame);
    m_paper->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_paper->setAccessibleName(tr("Receipt"));
    QScroller::grabGesture(m_paper->viewport(), QScroller::TouchGesture);
    m_columns = new QHBoxLayout(m_page);
    m_columns->setContentsMargins({});
    m_columns->addWidget(buildLeft(), 1);
    m_columns->addWidget(m_paper);
    setContent(m_page);
    dress();
}

QWidget *ReceiptSheet::buildLeft()
{
    auto *left = new QWidget(m_page);
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins({});
    column->addWidget(m_numberLabel);
    column->addWidget(m_numberField);
    column->addWidget(m_notice);
    column->addWidget(m_list, 1);
    auto *pad = new QVBoxLayout(m_pad);
    pad->setContentsMargins({});
    pad->addWidget(m_keypad, 1);
    pad->addWidget(m_find);
    pad->addWidget(m_toList);
    column->addWidget(m_pad, 1);
    return left;
}

void ReceiptSheet::connectParts()
{
    connect(m_numberField, &EntryField::clicked, this, [this] { setChoosing(Choosing::ByNumber); });
    connect(m_keypad, &Keypad::digit, this, &ReceiptSheet::type);
    connect(m_keypad, &Keypad::erased, this, &ReceiptSheet::erase);
    connect(m_find, &KeyButton::clicked, this, [this] { find(m_number); });
    connect(m_toList, &KeyButton::clicked, this, [this] { setChoosing(Choosing::FromList); });
    connect(m_model, &ReceiptListModel::pageRead, this, &ReceiptSheet::listRead);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &current) {
                if (const Receipt *chosen = m_model->receiptAt(current.row()))
                    showPaper(*chosen);
            });
    connect(m_refund, &KeyButton::clicked, this, [this] { emit refundAsked(m_shown->uuid); });
}

void ReceiptSheet::setFrame(const CounterFrame &frame)
{
    m_frame = frame;
    setPadding(frame.sheetPad);
    m_delegate->setLeastHeight(frame.line);
    dress();
}

void ReceiptSheet::setFigures(const Figures &figures)
{
    m_figures = figures;
    m_delegate->setFigures(figures);
    showPaper(m_shown);
    m_list->viewport()->update();
}

void ReceiptSheet::setWords(const ReceiptWords &words)
{
    m_words = words;
    m_delegate->setZone(words.zone);
    showPaper(m_shown);
    m_list->viewport()->update();
}

void ReceiptSheet::dress()
{
    const int gap = theme().gap();
    m_columns->setSpacing(theme().unit(m_frame.frameClass == FrameClass::Narrow ? 4 : 8));
    m_pad->layout()->setSpacing(gap);
    m_numberLabel->parentWidget()->layout()->setSpacing(gap);
    const int inner = m_frame.sheet.width() - 2 * m_frame.sheetPad;
    const int wanted =
        qRound(theme().px(paperMm)) + m_paper->verticalScrollBar()->sizeHint().width();
    m_paper->setFixedWidth(std::clamp(wanted, 0, std::max(1, int(inner * mostPaperShare))));
    m_numberField->setTextStyle(Style::Head);
    m_keypad->setKeyMm(m_frame.frameClass == FrameClass::Wide ? 18 : 15);
    m_refund->setMinimumSize(m_frame.basket.width() / 2, m_frame.bottomKey);
    m_list->doItemsLayout();
}

void ReceiptSheet::setChoosing(Choosing choosing)
{
    m_choosing = choosing;
    const bool byNumber = choosing == Choosing::ByNumber;
    m_list->setVisible(!byNumber);
    m_pad->setVisible(byNumber);
    m_numberField->setChecked(byNumber);
    m_number.clear();
    m_notice->say({});
    showNumber();
    if (byNumber)
        setFocus(Qt::OtherFocusReason);
}

void ReceiptSheet::showNumber()
{
    m_numberField->setContent(m_number);
    m_find->setEnabled(!m_number.isEmpty());
}

void ReceiptSheet::type(const QString &letters)
{
    if (m_choosing == Choosing::FromList)
        setChoosing(Choosing::ByNumber);
    if (m_number.size() + letters.size() <= longestNumber)
        m_number += letters;
    m_notice->say({});
    showNumber();
}

void ReceiptSheet::erase()
{
    m_number.chop(1);
    showNumber();
}

void ReceiptSheet::keyPressEvent(QKeyEvent *event)
{
    const QString text = event->text();
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const bool byNumber = m_choosing == Choosing::ByNumber;
    if (text.size() == 1 && isNumberLetter(text.front()))
        type(text);
    else if (byNumber && event->key() == Qt::Key_Backspace)
        erase();
    else if (byNumber && enter && !m_number.isEmpty())
        find(m_number);
    else if (byNumber && event->key() == Qt::Key_Escape)
        setChoosing(Choosing::FromList);
    else
        Sheet::keyPressEvent(event);
}

void ReceiptSheet::showLast()
{
    showReceipt({});
}

void ReceiptSheet::showReceipt(const QUuid &receipt)
{
    setChoosing(Choosing::FromList);
    m_wanted = receipt;
    showPaper(std::nullopt);
    m_model->reload();
    if (!receipt.isNull())
        find(receipt.toString(QUuid::WithoutBraces));
}

void ReceiptSheet::find(const QString &text)
{
    m_find->setWaiting(true);
    whenDone(m_counter.till().receipt(text), this, [this](const Result<Receipt> &receipt) {
        m_find->setWaiting(false);
        if (!receipt)
            return m_notice->say(errorSentence(receipt.error()));
        m_notice->say({});
        const QModelIndex row = m_model->index(m_model->rowOf(receipt->uuid));
        m_list->setCurrentIndex(row);
        showPaper(*receipt);
    });
}

/// The first page chooses the newest receipt, or the one that was asked for.
void ReceiptSheet::listRead()
{
    if (m_list->currentIndex().isValid() || (m_shown && m_wanted.isNull()))
        return;
    const int wanted = m_wanted.isNull() ? 0 : m_model->rowOf(m_wanted);
    m_list->setCurrentIndex(m_model->index(wanted));
}

void ReceiptSheet::showPaper(const std::optional<Receipt> &receipt)
{
    m_shown = receipt;
    m_refund->setEnabled(receipt && receipt->kind == ReceiptKind::Sale);
    m_view->show(receipt ? paperRows(*receipt, m_words, m_figures) : std::vector<PaperRow>());
    m_view->setVisible(receipt.has_value());
    m_paper->verticalScrollBar()->setValue(0);
    emit shownChanged();
}

bool ReceiptSheet::textFits() const
{
    bool rows = true;
    for (int row = 0; !m_list->isHidden() && row < m_model->rowCount(); ++row)
        rows = rows && m_delegate->fits(row, m_list->viewport()->width());
    return rows && m_numberField->textFits()
        && (m_pad->isHidden() || (m_find->textFits() && m_toList->textFits()))
        && m_notice->textFits() && m_view->textFits() && m_refund->textFits();
}
